package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {

  JsonTest() {}

  @Test
  void printsATreeInTheOrderOfItsMaps() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", List.of(1, new BigDecimal("0.5"), true));
    tree.put("a", Map.of());
    tree.put("e", List.of());

    assertEquals(
        """
        {
          "z": [
            1,
            0.5,
            true
          ],
          "a": {},
          "e": []
        }
        """,
        Json.print(tree));
  }

  @Test
  void escapesWhateverAClassFileMayCallAThing() {
    assertEquals(
        "\"q\\\" b\\\\ n\\u000a e\\u001b d\\u007f \uFFFD \uFFFD \uD83D\uDE00\"\n",
        Json.print("q\" b\\ n\n e\u001b d\u007f \uD800 \uDC00 \uD83D\uDE00"));
  }
}
