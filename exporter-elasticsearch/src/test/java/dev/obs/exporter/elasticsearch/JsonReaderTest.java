package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void readsWhatIsAskedForAndSkipsTheRest() throws Exception {
    List<Object> read = new ArrayList<>();
    JsonReader json =
        new JsonReader(
            "\r\n\t {\"a\" : [1, -2],\"s\":\"\\u00e9\\uD83D\\uDE00\\n\\\"é\",\"x\":{\"y\":[null,{}]}} "
                .getBytes(UTF_8));
    json.object(name -> {
      switch (name) {
        case "a" -> json.array(() -> read.add(json.integer()));
        case "s" -> read.add(json.string());
        default -> json.skip();
      }
    });
    json.end();
    assertEquals(List.of(1, -2, "é\uD83D\uDE00\n\"é"), read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[{}]",
        "0",
        "-0",
        "0.5",
        "1e5",
        "1E-5",
        "-1.25e+3",
        "true",
        "false",
        "null",
        "\"\"",
        "\"\\/\\b\\f\\u0000\"",
        "[[],[]]",
        " [ ] "
      })
  void takesValidJson(String text) {
    assertDoesNotThrow(() -> skip(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "{]",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "NaN",
        "tru",
        "truex",
        "nul",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12\"",
        "\"\n\"",
        "\"\u0001\"",
        "[] []",
        "{}x",
        "'a'",
        "[1 2]",
        "\u00a0[]",
        "[\0]",
        "\0"
      })
  void refusesWhatIsNotJson(String text) {
    assertThrows(MalformedJsonException.class, () -> skip(text.getBytes(UTF_8)));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThrows(MalformedJsonException.class, () -> skip(new byte[] {'"', (byte) 0xC3, '"'}));
  }

  @Test
  void refusesANumberThatDoesNotFit() throws Exception {
    for (String number : List.of("2147483648", "1.0", "1e2", "99999999999999999999")) {
      JsonReader json = new JsonReader(number.getBytes(UTF_8));
      assertThrows(MalformedJsonException.class, json::integer);
    }
  }

  @Test
  void refusesToNestDeeply() {
    assertDoesNotThrow(() -> skip(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8)));
    assertThrows(MalformedJsonException.class, () -> skip("[".repeat(4_000_000).getBytes(UTF_8)));
    assertThrows(
        MalformedJsonException.class, () -> skip("{\"a\":".repeat(500_000).getBytes(UTF_8)));
  }

  /// Responses with some bytes changed, which must be accepted and refused as by Jackson.
  @Test
  void acceptsMutatedAnswersAsJacksonDoes() {
    byte[] answer =
        """
        {"took":30,"errors":true,"items":[{"create":{"_id":"a\\u00e9","status":201,"x":-1.5e3}},
        {"create":{"status":400,"error":{"type":"t","reason":"\\"q\\" \\n","n":null,"b":[true,false,0]}}}]}
        """
            .getBytes(UTF_8);
    String alphabet = "{}[],:\"\\ 0123456789.eE+-truefalsn\n\t\u0001xé";
    byte[] spice = alphabet.getBytes(UTF_8);
    for (long seed = 0; seed < 20_000; seed++) {
      byte[] mutated = mutate(answer, spice, new Random(seed));
      assertEquals(
          isJson(mutated), isRead(mutated), () -> "differs on " + new String(mutated, UTF_8));
    }
  }

  private static byte[] mutate(byte[] original, byte[] spice, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = spice[random.nextInt(spice.length)];
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static boolean isRead(byte[] bytes) {
    try {
      skip(bytes);
      return true;
    } catch (MalformedJsonException refused) {
      return false;
    }
  }

  private static boolean isJson(byte[] bytes) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException refused) {
      return false;
    }
  }

  private static void skip(byte[] bytes) throws MalformedJsonException {
    JsonReader json = new JsonReader(bytes);
    json.skip();
    json.end();
  }
}
