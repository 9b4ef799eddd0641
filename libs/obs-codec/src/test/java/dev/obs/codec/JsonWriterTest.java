package dev.obs.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The output of the writer, read with Jackson, which is strict by default.
class JsonWriterTest {
  private static final JsonMapper JACKSON =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNameLength(Integer.MAX_VALUE)
                      .maxNestingDepth(100_000)
                      .build())
              .build());

  private final JsonWriter json = new JsonWriter();

  @Test
  void writesObjectsAndArraysInsideEachOther() throws Exception {
    json.beginObject()
        .name("a")
        .beginArray()
        .value(1)
        .value("two")
        .beginObject()
        .endObject()
        .beginArray()
        .endArray()
        .nullValue()
        .endArray()
        .name("b")
        .beginObject()
        .name("c")
        .value(true)
        .name("d")
        .value(false)
        .endObject()
        .name("e")
        .value(-1.5)
        .endObject();
    assertEquals(
        JACKSON.readTree(
            """
            {"a": [1, "two", {}, [], null], "b": {"c": true, "d": false}, "e": -1.5}
            """),
        read());
  }

  @Test
  void keepsEveryWellFormedCodePointOnOneLine() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        all.appendCodePoint(codePoint);
      }
    }
    json.beginObject().name(all.toString()).value(all.toString()).endObject();
    var member = read().properties().iterator().next();
    assertEquals(all.toString(), member.getKey());
    assertEquals(all.toString(), member.getValue().textValue());
    assertEquals(1, json.toString().lines().count());
  }

  @Test
  void writesNothingThatATerminalObeys() {
    StringBuilder controls = new StringBuilder("\u001B[2J\u009B2J\u2028\u2029");
    for (char c = 0; c < 0x20; c++) {
      controls.append(c);
    }
    for (char c = 0x7F; c < 0xA0; c++) {
      controls.append(c);
    }
    json.value(controls.toString());
    for (char c : json.toString().toCharArray()) {
      assertFalse(
          Character.isISOControl(c) || c == 0x2028 || c == 0x2029,
          () -> "raw U+%04X".formatted((int) c));
    }
    assertTrue(json.toString().startsWith("\"\\u001b[2J\\u009b2J\\u2028\\u2029"));
  }

  @Test
  void usesTheShortEscapes() {
    json.value("\"\\/\n\r\t");
    assertEquals("\"\\\"\\\\/\\n\\r\\t\"", json.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db", "\uD83D\uD83D\uDE00x"})
  void replacesLoneSurrogates(String text) throws Exception {
    json.value(text);
    String expected = text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");
    assertEquals(expected, read().textValue());
  }

  @Test
  void writesValidJsonForRandomUtf16() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      char[] chars = new char[random.nextInt(200)];
      for (int j = 0; j < chars.length; j++) {
        chars[j] =
            switch (random.nextInt(3)) {
              case 0 -> (char) random.nextInt(0x100);
              case 1 -> (char) (0xD800 + random.nextInt(0x800));
              default -> (char) random.nextInt(0x10000);
            };
      }
      String text = new String(chars);
      json.reset();
      json.beginArray().value(text).value(i).endArray();
      assertEquals(text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD"), read().get(0).textValue());
      assertEquals(i, read().get(1).intValue());
    }
  }

  @Test
  void writesHugeStrings() throws Exception {
    String huge = "0123456789\n漢😀".repeat(1_000_000);
    json.beginArray().value(huge).value("").endArray();
    assertEquals(huge, read().get(0).textValue());
  }

  @Test
  void writesDeepNesting() throws Exception {
    int depth = 5_000;
    for (int i = 0; i < depth; i++) {
      json.beginArray();
    }
    for (int i = 0; i < depth; i++) {
      json.endArray();
    }
    JsonNode node = read();
    for (int i = 1; i < depth; i++) {
      node = node.get(0);
    }
    assertTrue(node.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE})
  void writesWholeNumbers(long number) throws Exception {
    json.value(number);
    assertEquals(number, read().longValue());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        0.1,
        -2.5,
        3,
        1e15,
        1e16,
        123456789012345680.0,
        1e-7,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Math.PI
      })
  void writesNumbersThatReadBackTheSame(double number) throws Exception {
    json.value(number);
    assertEquals(number, read().doubleValue());
    assertTrue(read().isNumber());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void writesTheNamesOfNumbersThatJsonLacks(double number) throws Exception {
    json.beginArray().value(number).value(1).endArray();
    assertEquals(Double.toString(number), read().get(0).textValue());
  }

  @Test
  void writesWholeDoublesWithoutAFraction() {
    json.value(3.0);
    assertEquals("3", json.toString());
  }

  @Test
  void writesLinesOfJson() throws Exception {
    json.beginObject().name("a").value(1).endObject().newLine();
    json.beginObject().name("b").value("x\ny").endObject().newLine();
    try (var lines = JACKSON.readerFor(JsonNode.class).<JsonNode>readValues(json.toByteArray())) {
      assertEquals(2, lines.readAll().size());
    }
    assertEquals(2, json.toString().lines().count());
    assertTrue(json.toString().endsWith("}\n"));
  }

  @Test
  void takesBackWhatGrewTooLarge() throws Exception {
    json.beginObject().name("a").value(1).endObject().newLine();
    int before = json.size();
    json.beginObject().name("b").value("x".repeat(10_000)).endObject().newLine();
    json.truncate(before);
    json.beginObject().name("c").value(2).endObject().newLine();
    assertEquals("{\"a\":1}\n{\"c\":2}\n", json.toString());
  }

  @Test
  void startsAnewAfterReset() {
    json.beginArray().value("half");
    json.reset();
    json.value("whole");
    assertEquals("\"whole\"", json.toString());
    assertEquals(7, json.size());
  }

  @Test
  void handsOutTheSameBytesEveryWay() throws Exception {
    json.value("ü");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.writeTo(out);
    assertArrayEquals(json.toByteArray(), out.toByteArray());
    assertArrayEquals(json.toString().getBytes(UTF_8), out.toByteArray());
  }

  private JsonNode read() throws Exception {
    byte[] bytes = json.toByteArray();
    UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes)); // fails on malformed UTF-8, where Jackson may not
    try (JsonParser parser = JACKSON.createParser(bytes)) {
      JsonNode node = parser.readValueAsTree();
      assertEquals(null, parser.nextToken(), "something follows");
      return node;
    }
  }
}
