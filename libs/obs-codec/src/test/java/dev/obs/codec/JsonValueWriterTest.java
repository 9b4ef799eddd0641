package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueWriterTest {

  @Test
  void writesEachTypeOfValue() {
    assertEquals("\"a\\\"b\"", json("a\"b"));
    assertEquals("true", json(true));
    assertEquals("-9223372036854775808", json(Long.MIN_VALUE));
    assertEquals("1.5", json(1.5));
    assertEquals("\"NaN\"", json(Double.NaN));
    assertEquals("[\"a\",null]", json(Arrays.asList("a", null)));
    assertEquals("null", json(null));
    assertEquals("null", json(Value.empty()));
    assertEquals("\"+/8BAg==\"", json(Value.of(new byte[] {(byte) 0xFB, (byte) 0xFF, 1, 2})));
    assertEquals("[]", json(Value.of(List.of())));
    assertEquals("{}", json(Value.of(Map.of())));
    assertEquals(
        "{\"k\":[1,{\"\":false}],\"k\":0.5}",
        json(
            Value.of(
                KeyValue.of("k", Value.of(Value.of(1), Value.of(KeyValue.of("", Value.of(false))))),
                KeyValue.of("k", Value.of(0.5)))));
  }

  @Test
  void writesAValueOfAnUnknownTypeAsText() {
    assertEquals("[\"1\",\"a\"]", json(List.of(1, new StringBuilder("a"))));
  }

  @Test
  void readsBytesWithoutConsumingThem() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1});
    assertEquals("[\"AQ==\",\"AQ==\"]", json(List.of(bytes, bytes)));
  }

  @Test
  void leavesAValueEmptyThatIsNestedTooDeep() {
    JsonValueWriter flat = new JsonValueWriter(2);
    assertEquals("[[[null]]]", json(flat, List.of(List.of(List.of(List.of())))));
    assertEquals("[[7,[null,null]]]", json(flat, List.of(List.of(7L, List.of(7L, "a")))));
    assertEquals(
        "{\"a\":{\"b\":{\"c\":null}}}",
        json(flat, map("a", map("b", map("c", Value.of("bottom"))))));
  }

  @Test
  void writesAKindOfValueAsItsSubclassDecides() {
    JsonValueWriter writer =
        new JsonValueWriter(9) {
          @Override
          protected void integer(long number, JsonWriter json) {
            json.value(Long.toString(number));
          }

          @Override
          protected void empty(JsonWriter json) {
            json.value("");
          }
        };
    assertEquals(
        "[\"7\",{\"a\":\"8\"},\"\",\"\"]",
        json(writer, Arrays.asList(7L, map("a", Value.of(8)), Value.empty(), null)));
  }

  private static Value<?> map(String key, Value<?> value) {
    return Value.of(KeyValue.of(key, value));
  }

  private static String json(Object value) {
    return json(new JsonValueWriter(30), value);
  }

  private static String json(JsonValueWriter writer, Object value) {
    JsonWriter json = new JsonWriter();
    writer.write(value, json);
    return json.toString();
  }
}
