package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.Answer.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

  @Test
  void readsTheFirstLineOfAText() {
    assertEquals("request body too large", text("text/plain", "request body too large\nmore"));
    assertEquals("page not found", text("text/plain", "\r\n  404 page not found\n"));
    assertEquals("no type", text("", "no type"));
    assertEquals("K\u00f6ln", text("text/plain", "\ufeffK\u00f6ln"));
    assertEquals("", text("text/plain", " \n "));
  }

  @Test
  void readsTheTitleOrTheFirstLineOfAPage() {
    assertEquals(
        "Bad Gateway",
        text(
            "text/html",
            "<html>\r\n<head><title>404 Bad Gateway</title></head><body>x</body></html>"));
    assertEquals(
        "Access <denied>",
        text(
            "",
            "<!DOCTYPE html>\n"
                + "<style>p {color: red}</style><!-- x --><p>Access &lt;denied&gt;</p>"));
    assertEquals("", text("text/html", "<html></html>"));
  }

  @Test
  void readsTheMessageOfJson() {
    assertEquals("bad \"id\"", text("application/json", "{\"message\":\"bad \\\"id\\\"\"}"));
    assertEquals(
        "better", text("application/json", "{\"error\":\"worse\",\"message\" : \"better\"}"));
    assertEquals("a b", text("application/problem+json", "{\"detail\":\"a\\nb\"}"));
    assertEquals(
        "no such index [x]",
        text(
            "application/json",
            "{\"error\":{\"root_cause\":[{\"reason\":\"no such index [x]\"}]}}"));
    assertEquals("\u00fcber", text("text/plain", "{\"message\":\"\\u00fcber\"}"));
    assertEquals("invalid event", text("application/json", "\"invalid event\""));
    assertEquals("", text("application/json", "{\"ok\":false}"));
    assertEquals("", text("application/json", "{\"message\":\"cut off"));
  }

  @Test
  void readsNothingOutOfOtherBodies() {
    assertEquals("", text("application/x-protobuf", "a text"));
    assertEquals("", text("image/png", "PNG"));
    assertEquals("", text("", "\u0008\u0003\u0012\u0001x"));
  }

  @Test
  void readsAnyBytes() {
    Random random = new Random(7);
    List<String> types = List.of("", "text/plain", "text/html", "application/json");
    List<String> parts = List.of("<", ">", "{\"message\":\"", "\\", "\"", "<script", "\u0000", "x");
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(2_000); j > 0; j--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      assertTrue(text(types.get(i % 4), text.toString()).length() <= 2_048);
    }
  }

  private static String text(String type, String body) {
    return MessageReader.message(
        new Answer(404, body.getBytes(UTF_8), Reading.WHOLE, Duration.ZERO, type, "", ""));
  }
}
