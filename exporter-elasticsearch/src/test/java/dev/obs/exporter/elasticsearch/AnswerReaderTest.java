package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import dev.obs.exporter.elasticsearch.BulkAnswer.Fate;
import dev.obs.exporter.elasticsearch.BulkAnswer.Item;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final String ANSWER =
      """
      {"took":30,"errors":true,"items":[{"create":{"_id":"a\\u00e9","status":201,"x":-1.5e3}},
      {"create":{"status":400,"error":{"type":"t","reason":"\\"q\\" \\n\\uD83D\\uDE00","n":null,"b":[true,{},0]}}}]}
      """;

  @Test
  void readsTheResultsAndSkipsTheRest() {
    assertEquals(
        Optional.of(
            List.of(
                new Item(Fate.DELIVERED, ""), new Item(Fate.REJECT, "400 t: \"q\"  \uD83D\uDE00"))),
        items(ANSWER, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"items\":[{\"create\":{\"status\":%s}}]}",
        " {\"took\" : [] , \"items\" : [ { \"create\" : { \"status\" : %s } } ] } \r\n\t",
        "{\"items\":[{\"create\":{\"x\":{\"y\":[[\"z\"]]},\"status\":%s}}]}"
      })
  void readsAStatusThatIsAWholeNumber(String form) {
    assertEquals(
        Optional.of(List.of(new Item(Fate.DELIVERED, ""))), items(form.formatted("201"), 1));
    for (String other :
        List.of("201.0", "2.01e2", "\"201\"", "null", "-201", "0201", "4294967497", "", "NaN")) {
      assertEquals(Optional.empty(), items(form.formatted(other), 1), other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"items\":[{\"create\":{\"status\":201}}]}{}",
        "{\"items\":[{\"create\":{\"status\":201}}]} x",
        "{\"items\":[{\"create\":{\"status\":201}}],}",
        "{\"items\":[{\"create\":{\"status\":201}},]}",
        "{\"items\":[{\"create\":{\"status\":201}}],\"items\":[]}",
        "{\"items\":[{\"create\":{\"status\":400,\"status\":201}}]}",
        "{\"items\":[{\"create\":{\"status\":201}}],\"x\":\"\n\"}",
        "{\"items\":[{\"create\":{\"status\":201}}],\"x\":\"\\x\"}",
        "{'items':[{'create':{'status':201}}]}",
        "{items:[{create:{status:201}}]}",
        "{\"items\":[{\"create\":{\"status\":201}}] /* all */}",
        "\uFEFF{\"items\":[{\"create\":{\"status\":201}}]}"
      })
  void acknowledgesNothingOfAnAnswerThatIsNotJson(String body) {
    assertEquals(Optional.empty(), items(body, 1));
  }

  @Test
  void acknowledgesNothingOfAnAnswerInAnotherEncoding() {
    String body = "{\"items\":[{\"create\":{\"status\":201,\"_id\":\"%\"}}]}";
    byte[] broken = body.getBytes(UTF_8);
    broken[body.indexOf('%')] = (byte) 0xC3;
    assertEquals(Optional.empty(), AnswerReader.items(broken, 1));
    assertEquals(Optional.empty(), AnswerReader.items(body.getBytes(UTF_16), 1));
  }

  @Test
  void refusesToNestDeeply() {
    String body = "{\"items\":[{\"create\":{\"status\":201}}],\"x\":%s}";
    assertTrue(items(body.formatted("[".repeat(63) + "]".repeat(63)), 1).isPresent());
    assertEquals(Optional.empty(), items(body.formatted("[".repeat(64) + "]".repeat(64)), 1));
    assertEquals(Optional.empty(), items("[".repeat(4_000_000), 1));
    assertEquals(ServerError.NONE, AnswerReader.error("{\"a\":".repeat(500_000).getBytes(UTF_8)));
  }

  @Test
  void readsTheErrorOfARequestAsFarAsItIsText() {
    assertEquals(
        new ServerError("t", "r"),
        error(
            "{\"error\":{\"root_cause\":[{\"type\":\"x\"}],\"type\":\"t\",\"reason\":\"r\"},\"status\":400}"));
    assertEquals(new ServerError("", "r"), error("{\"error\":{\"type\":null,\"reason\":\"r\"}}"));
    for (String other :
        List.of("", "null", "[]", "{}", "{\"error\":\"text\"}", "{\"error\":{\"type\":\"t\"}")) {
      assertEquals(ServerError.NONE, error(other), other);
    }
  }

  /// Responses with some bytes changed, which must give the results that a tree of the response
  /// has, or none.
  @Test
  void readsNoOtherResultFromADamagedAnswer() {
    byte[] answer = ANSWER.getBytes(UTF_8);
    byte[] spice = "{}[],:\"\\ 0123456789.eE+-truefalsn\n\t\u0001xé".getBytes(UTF_8);
    int understood = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      byte[] damaged = damage(answer, spice, new Random(seed));
      Optional<List<Item>> items = AnswerReader.items(damaged, 2);
      if (items.isPresent()) {
        understood++;
        assertEquals(
            fates(damaged),
            items.get().stream().map(Item::fate).toList(),
            () -> new String(damaged, UTF_8));
      }
    }
    assertTrue(understood > 1_000, understood + " of 20000");
  }

  private static byte[] damage(byte[] original, byte[] spice, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = spice[random.nextInt(spice.length)];
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /// Returns the fates by another reader of JSON.
  private static List<Fate> fates(byte[] answer) {
    try {
      return MAPPER
          .readTree(answer)
          .get("items")
          .valueStream()
          .map(item -> fate(item.elements().next().get("status")))
          .toList();
    } catch (IOException notJson) {
      return List.of();
    }
  }

  private static Fate fate(JsonNode status) {
    int code = status.intValue();
    if (code / 100 == 2 || code == 409) {
      return Fate.DELIVERED;
    }
    boolean mendable = Set.of(401, 403, 404, 405, 407, 421).contains(code);
    boolean later = Set.of(408, 425, 429).contains(code) || code >= 500;
    return mendable || later ? Fate.RETRY : Fate.REJECT;
  }

  private static Optional<List<Item>> items(String body, int count) {
    return AnswerReader.items(body.getBytes(UTF_8), count);
  }

  private static ServerError error(String body) {
    return AnswerReader.error(body.getBytes(UTF_8));
  }
}
