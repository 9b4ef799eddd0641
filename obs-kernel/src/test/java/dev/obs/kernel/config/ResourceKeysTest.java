package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of attributes of the resource, of which the SDK refuses some with an exception.
class ResourceKeysTest {
  private static final String EXPECTED = "expected a key of 1 to 255 printable ASCII characters";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gr\u00f6\u00dfe", "\\x01", ""})
  void inTheFileAreErrorsWithTheirPlace(String key) {
    List<String> errors =
        new Given(folder)
            .file("telemetry: {resource: {attributes: {ok: 1, \"" + key + "\": 1}}}")
            .errors();
    assertEquals(1, errors.size());
    assertEquals(
        "telemetry.yaml:1:44: telemetry.resource.attributes: " + EXPECTED,
        errors.getFirst().split(", found ")[0]);
  }

  @Test
  void ofTheGreatestLengthAreTaken() {
    String longest = "k".repeat(255);
    Given given =
        new Given(folder)
            .file("telemetry: {resource: {attributes: {? " + longest + " : file}}}")
            .environment("OTEL_RESOURCE_ATTRIBUTES", "a%20b=1");
    assertEquals("file", attribute(given, longest));
    assertEquals("1", attribute(given, "a b"));
    assertEquals(
        1,
        new Given(folder)
            .file("telemetry: {resource: {attributes: {? k" + longest + " : file}}}")
            .errors()
            .size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gr%C3%B6%C3%9Fe=1", "%01=1", "ok=1,k\u00e9y=2"})
  void inAVariableSpoilAllOfIt(String text) {
    Given given =
        new Given(folder)
            .file("telemetry: {resource: {attributes: {ok: file}}}")
            .environment("OTEL_RESOURCE_ATTRIBUTES", text);
    assertEquals("file", attribute(given, "ok"));
    assertEquals(1, given.notices().size());
    assertEquals(
        "OTEL_RESOURCE_ATTRIBUTES: ignored: " + EXPECTED,
        given.notices().getFirst().split(", found ")[0]);
  }

  @Test
  void inCodeAreErrors() {
    assertEquals(
        List.of(
            "code: telemetry.resource.attributes.gr\u00f6\u00dfe: "
                + EXPECTED
                + ", found 'gr\u00f6\u00dfe'"),
        new Given(folder).code("telemetry.resource.attributes.gr\u00f6\u00dfe", "1").errors());
  }

  private static String attribute(Given given, String key) {
    return given.load().resource().getAttribute(AttributeKey.stringKey(key));
  }
}
