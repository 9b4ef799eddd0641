package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Values up to the limits of documents, and beyond them.
class ShortenedValuesTest {
  private static final Target TARGET = new Target("logs", List.of());

  private final TestContext context = new TestContext();
  private final Shortening shortening =
      Shortening.of("elasticsearch", context.meter(), context.logger());
  private final LogEncoder ecs = new EcsEncoder(TARGET, shortening);
  private final LogEncoder otel = new OtelEncoder(TARGET, shortening);

  private static JsonNode encode(LogEncoder layout, Attributes attributes) throws Exception {
    JsonWriter json = new JsonWriter();
    layout.encode(Logs.full().setAttributes(attributes).build(), json);
    return new ObjectMapper().readTree(json.toByteArray());
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    context
        .metric("obs.values.shortened")
        .ifPresent(metric ->
            metric
                .getLongSumData()
                .getPoints()
                .forEach(point ->
                    counts.put(
                        point.getAttributes().get(AttributeKey.stringKey("reason")),
                        point.getValue())));
    return counts;
  }

  private static Attributes text(String value) {
    return Attributes.builder().put("k", value).build();
  }

  private static Attributes value(Value<?> value) {
    return Attributes.of(AttributeKey.valueKey("k"), value);
  }

  private static Value<?> nested(int levels) {
    Value<?> value = Value.of("bottom");
    for (int i = 0; i < levels; i++) {
      value = Value.of(Map.of("m", value));
    }
    return value;
  }

  @Test
  void aTextIsCutBeforeAWholeCharacter() throws Exception {
    String longest = "x".repeat(Keyword.MAX_LENGTH);
    assertEquals(longest, encode(ecs, text(longest)).at("/labels/k").textValue());
    assertEquals(longest, encode(otel, text(longest)).at("/attributes/k").textValue());
    assertEquals(Map.of(), counts());

    assertEquals(longest, encode(ecs, text(longest + "y")).at("/labels/k").textValue());
    String pair = "x".repeat(Keyword.MAX_LENGTH - 1);
    assertEquals(pair, encode(otel, text(pair + "\uD83D\uDE00")).at("/attributes/k").textValue());
    assertEquals(Map.of("length", 2L), counts());
    assertTrue(context.logged().getFirst().contains("length"), "" + context.logged());
  }

  @Test
  void aValueIsKeptToItsDepth() throws Exception {
    encode(otel, value(nested(ValueEncoder.MAX_DEPTH)));
    encode(ecs, value(nested(ValueEncoder.MAX_TEXT_DEPTH)));
    assertEquals(Map.of(), counts());
    encode(otel, value(nested(ValueEncoder.MAX_DEPTH + 1)));
    assertEquals(Map.of("depth", 1L), counts());
    encode(ecs, value(nested(ValueEncoder.MAX_TEXT_DEPTH + 1)));
    assertEquals(Map.of("depth", 2L), counts());
  }

  @Test
  void aNumberWithoutAFormIsLeftOutOfTheOtelLayoutAndTextInLabels() throws Exception {
    Value<?> numbers =
        Value.of(Value.of(Double.NaN), Value.of(Double.NEGATIVE_INFINITY), Value.of(1e300));
    assertEquals(
        "[\"NaN\",\"-Infinity\",1.0E300]", encode(ecs, value(numbers)).at("/labels/k").textValue());
    assertEquals(
        "NaN",
        encode(ecs, Attributes.builder().put("k", Double.NaN).build()).at("/labels/k").textValue());
    assertEquals(Map.of(), counts());
    assertEquals("[null,null,null]", encode(otel, value(numbers)).at("/attributes/k").toString());
    assertEquals(Map.of("number", 3L), counts());
  }

  @Test
  void aNameThatIsNotAllowedIsChanged() throws Exception {
    String longest = "n".repeat(FieldNames.MAX_LENGTH);
    encode(ecs, Attributes.builder().put(longest, "x").put("a", "y").build());
    assertEquals(Map.of(), counts());
    encode(ecs, Attributes.builder().put(longest + "n", "x").put(" ", "y").build());
    assertEquals(Map.of("name", 2L), counts());
  }

  @Test
  void theLimitsAreDocumented() throws Exception {
    String page = Files.readString(Path.of("../docs/limits.md"));
    for (int limit :
        List.of(
            Keyword.MAX_LENGTH,
            FieldNames.MAX_LENGTH,
            ValueEncoder.MAX_DEPTH,
            ValueEncoder.MAX_TEXT_DEPTH)) {
      String row =
          "(?m)^\\| Elasticsearch.*\\| " + String.format(Locale.ROOT, "%,d", limit) + " .*$";
      assertTrue(java.util.regex.Pattern.compile(row).matcher(page).find(), row);
    }
  }
}
