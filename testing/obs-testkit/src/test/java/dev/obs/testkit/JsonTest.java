package dev.obs.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEachTypeOfValue() {
    assertEquals(
        Map.of("", List.of(), "a", Arrays.asList(true, false, null), "b", Map.of("c", "d\u00e9\n")),
        Json.parse(" {\"\":[], \"a\" : [true,false,null],\r\n\t\"b\":{\"c\":\"d\\u00E9\\n\"}} "));
    assertNull(Json.parse("null"));
  }

  @Test
  void keepsTheOrderOfMembers() {
    assertEquals(
        List.of("z", "a", "m"),
        List.copyOf(Json.map(Json.parse("{\"z\":1,\"a\":2,\"m\":3}")).keySet()));
  }

  @Test
  void readsWholeNumbersAsLongWhereTheyFit() {
    assertEquals(
        List.of(0L, -7L, Long.MAX_VALUE, Long.MIN_VALUE, 9.223372036854776E18, -0.0, 1.0, 100.0),
        Json.parse(
            "[0,-7,9223372036854775807,-9223372036854775808,9223372036854775808,-0,1.0,1e2]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":1}",
        "{a:1}",
        "{'a':1}",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[NaN]",
        "[Infinity]",
        "[tru]",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "[",
        "{\"a\":",
        "\"",
        "[] []",
        "{}x",
        "[1] // all",
        "\uFEFF[]"
      })
  void refusesTextThatIsNotJson(String text) {
    assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
  }

  @Test
  void refusesToNestDeeplyInsteadOfOverflowingTheStack() {
    assertThrows(IllegalArgumentException.class, () -> Json.parse("[".repeat(1_000_000)));
    assertThrows(IllegalArgumentException.class, () -> Json.parse("{\"a\":".repeat(1_000_000)));
  }

  @Test
  void readsNamesAndNumbersOfAnyLength() {
    String name = "k".repeat(70_000);
    assertEquals(
        Map.of(name, 1e300, "b", 0.25),
        Json.parse(
            "{\"%s\":1%s,\"b\":0.25%s}".formatted(name, "0".repeat(300), "0".repeat(2_000))));
  }

  @Test
  void namesThePosition() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Json.parse("[true, nul]")).getMessage();
    assertTrue(message.startsWith("not JSON at character 10: "), message);
  }
}
