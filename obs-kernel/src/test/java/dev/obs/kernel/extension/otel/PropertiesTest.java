package dev.obs.kernel.extension.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.model.Secret;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PropertiesTest {
  private static Properties of(String name, String value) {
    return of(Map.of(name, value), Map.of(), Map.of());
  }

  private static Properties of(
      Map<String, String> own, Map<String, String> system, Map<String, String> environment) {
    Map<String, Secret> secrets = new java.util.HashMap<>();
    own.forEach((name, value) -> secrets.put(name, new Secret(value)));
    return Properties.of(secrets, system, environment, PropertiesTest.class.getClassLoader());
  }

  @Test
  void theSectionWinsOverSystemPropertiesAndTheseOverTheEnvironment() {
    Map<String, String> environment =
        Map.of("OTEL_EXPORTER_X_A", "3", "OTEL_EXPORTER_X_B", "3", "OTEL_EXPORTER_X_C", "3");
    Map<String, String> system = Map.of("otel.exporter.x.a", "2", "otel.exporter.x-b", "2");
    Properties properties = of(Map.of("otel.exporter.x.a", "1"), system, environment);
    assertEquals("1", properties.getString("otel.exporter.x.a"));
    assertEquals("2", properties.getString("otel.exporter.x.b"));
    assertEquals(3, properties.getInt("otel.exporter.x.c"));
  }

  @Test
  void whatIsNotSetOrEmptyIsNullAndListsAndMapsAreEmpty() {
    Properties empty = of("x", " ");
    assertNull(empty.getString("x"));
    assertNull(empty.getBoolean("x"));
    assertNull(empty.getInt("none"));
    assertNull(empty.getLong("x"));
    assertNull(empty.getDouble("x"));
    assertNull(empty.getDuration("x"));
    assertEquals(List.of(), empty.getList("x"));
    assertEquals(Map.of(), empty.getMap("x"));
    assertEquals(7, empty.getInt("x", 7));
    assertEquals("y", empty.getString("x", "y"));
  }

  @ParameterizedTest
  @CsvSource({
    "250, 250",
    "250ms, 250",
    "3s, 3000",
    "3 s, 3000",
    "2m, 120000",
    "1h, 3600000",
    "1d, 86400000"
  })
  void aDurationIsANumberWithAUnitOrOfMilliseconds(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), of("x", text).getDuration("x"));
  }

  @Test
  void numbersAndWordsAreRead() {
    assertEquals(-12, of("x", "-12").getInt("x"));
    assertEquals(1L << 40, of("x", "" + (1L << 40)).getLong("x"));
    assertEquals(0.25, of("x", "0.25").getDouble("x"));
    assertEquals(true, of("x", "TRUE").getBoolean("x"));
    assertEquals(false, of("x", "yes").getBoolean("x"));
    assertEquals(List.of("a", "b"), of("x", " a,, b ,").getList("x"));
    assertEquals(Map.of("k", "v=1", "l", "2"), of("x", "k=v=1, l = 2,empty=").getMap("x"));
  }

  static Stream<Arguments> wrong() {
    BiFunction<ConfigProperties, String, Object> integer = ConfigProperties::getInt;
    BiFunction<ConfigProperties, String, Object> longInteger = ConfigProperties::getLong;
    BiFunction<ConfigProperties, String, Object> decimal = ConfigProperties::getDouble;
    BiFunction<ConfigProperties, String, Object> duration = ConfigProperties::getDuration;
    BiFunction<ConfigProperties, String, Object> map = ConfigProperties::getMap;
    return Stream.of(
        Arguments.of(integer, "s3cr3t", "a whole number"),
        Arguments.of(longInteger, "1.5", "a whole number"),
        Arguments.of(decimal, "s3cr3t", "a number"),
        Arguments.of(duration, "5 weeks", "a duration such as 500, 500ms, 30s, 5m, 1h or 1d"),
        Arguments.of(duration, "999999999999999999d", "a shorter duration"),
        Arguments.of(map, "s3cr3t", "name=value,name=value"),
        Arguments.of(map, "=s3cr3t", "name=value,name=value"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aValueThatDoesNotFitIsNamedButNotRepeated(
      BiFunction<ConfigProperties, String, Object> get, String text, String expected) {
    Properties properties = of("otel.x", text);
    ConfigurationException wrong =
        assertThrows(ConfigurationException.class, () -> get.apply(properties, "otel.x"));
    assertEquals("property otel.x: expected " + expected, wrong.getMessage());
  }

  @Test
  void valuesOfTheSectionAreTakenOutOfMessages() {
    String hidden = of("otel.key", "s3cr3t").hide("no access with s3cr3t");
    assertFalse(hidden.contains("s3cr3t"), hidden);
    assertEquals("no access with (hidden)", hidden);
  }
}
