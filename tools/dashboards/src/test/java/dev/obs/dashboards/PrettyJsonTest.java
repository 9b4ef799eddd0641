package dev.obs.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {
  @Test
  void whatFitsStaysOnALine() {
    JsonObject json =
        new JsonObject()
            .put("a", 1)
            .put("b", List.of(0.5, true, "c \"d\"\n"))
            .put("e", new JsonObject());

    assertEquals(
        "{\"a\": 1, \"b\": [0.5, true, \"c \\\"d\\\"\\n\"], \"e\": {}}\n", PrettyJson.of(json));
  }

  @Test
  void whatIsLongerHasALineForEachMember() {
    String text = "x".repeat(60);

    assertEquals(
        """
        {
          "a": "%1$s",
          "b": [
            {"c": "%1$s"},
            "%1$s"
          ]
        }
        """
            .formatted(text),
        PrettyJson.of(
            new JsonObject()
                .put("a", text)
                .put("b", List.of(new JsonObject().put("c", text), text))));
  }

  @Test
  void whatJsonLacksIsRefused() {
    JsonObject json = new JsonObject().put("a", new Object());

    assertThrows(IllegalArgumentException.class, () -> PrettyJson.of(json));
  }
}
