package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The exporter's result for each kind of response.
class BulkAnswersTest extends BulkExporting {
  @Test
  void readsTheResultOfEachItem() throws Exception {
    server.answer(request -> items(request, 201, 429, 400, 409, 503, 200, 404));

    assertEquals(
        new PerItem(
            List.of(
                new Item(1, Verdict.RETRY, "429 some_exception"),
                new Item(2, Verdict.REJECT, "400 some_exception: field [a] is bad"),
                new Item(4, Verdict.RETRY, "503 some_exception"),
                new Item(6, Verdict.RETRY, "404 some_exception: field [a] is bad")),
            Duration.ZERO),
        export(context(), Logs.plain(0, 7)));
  }

  @Test
  void allItemsOfOneFateAreOneAnswer() throws Exception {
    server.answer(request -> items(request, 429, 429));
    assertEquals(new Retry("429 some_exception"), export(context(), Logs.plain(0, 2)));
  }

  /// The kernel divides a batch that is rejected as a whole, for which these statuses give no
  /// cause.
  @Test
  void itemsOfTheFateToBeRejectedAreNamedAlsoIfAllAre() throws Exception {
    String reason = "400 some_exception: field [a] is bad";
    server.answer(request -> items(request, 400, 400));
    assertEquals(
        new PerItem(
            List.of(new Item(0, Verdict.REJECT, reason), new Item(1, Verdict.REJECT, reason)),
            Duration.ZERO),
        export(context(), Logs.plain(0, 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403|security_exception|action [indices:data/write/bulk[s]] is unauthorized for API key|"
            + "action [indices:data/write/bulk[s]] is unauthorized for API key",
        "403|cluster_block_exception|index [logs] blocked by: [FORBIDDEN/8/index write (api)];|"
            + "index [logs] blocked by: [FORBIDDEN/8/index write (api)];",
        "404|index_not_found_exception|no such index [logs]|no such index [logs]",
        "401|security_exception|missing credentials|missing credentials",
        "400|validation_exception|this action would add [2] shards, but this cluster currently has"
            + " [1000]/[1000] maximum normal shards open;|this action would add [#] shards, but"
            + " this cluster currently has [#]/[#] maximum normal shards open;",
      })
  void itemsThatAnOperatorCanMendWaitForIt(int status, String type, String reason, String shown)
      throws Exception {
    String item =
        "{\"create\":{\"status\":%d,\"error\":{\"type\":\"%s\",\"reason\":\"%s\"}}}"
            .formatted(status, type, reason);
    server.answer(reply(200, "{\"items\":[" + item + "," + item + "]}"));
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context())) {
      assertEquals(
          new Retry(status + " " + type + ": " + shown), exporter.export(Logs.plain(0, 2)));
      server.answer(request -> items(request, 201));
      assertEquals(ExportResult.delivered(), exporter.export(Logs.plain(0, 2)));
    }
  }

  @Test
  void aRequestThatFailsForTheLimitOfShardsWaitsToo() throws Exception {
    server.answer(
        reply(
            400,
            "{\"error\":{\"type\":\"validation_exception\",\"reason\":\"Validation Failed: 1: this"
                + " action would add [2] shards, but this cluster currently has [9]/[9] maximum"
                + " normal shards open;\"},\"status\":400}"));
    assertEquals(
        new Retry(
            "http 400 validation_exception: Validation Failed: 1: this action would add [#] shards,"
                + " but this cluster currently has [#]/[#] maximum normal shards open;"),
        export(context(), Logs.plain(0, 2)));
  }

  @Test
  void otherItemsOfStatus400StayFinal() throws Exception {
    server.answer(
        reply(
            200,
            "{\"items\":[{\"create\":{\"status\":400,\"error\":{\"type\":\"validation_exception\","
                + "\"reason\":\"id is too long\"}}}]}"));
    assertEquals(
        new PerItem(
            List.of(new Item(0, Verdict.REJECT, "400 validation_exception: id is too long")),
            Duration.ZERO),
        export(context(), Logs.plain(0, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>welcome</html>",
        "null",
        "[]",
        "{}",
        "{\"items\":[]}",
        "{\"items\":{}}",
        "{\"items\":[{\"create\":{\"status\":201}}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{}}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":\"201\"}}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":99999999999}}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]}}",
        "{\"items\":[{\"create\":{\"status\":201}}],\"items\":[{\"create\":{\"status\":201}}]}"
      })
  void anAnswerThatIsNotUnderstoodAcknowledgesNothing(String body) throws Exception {
    server.answer(reply(200, body));
    assertEquals(
        new Retry("http 200 with an answer that is not understood"),
        export(context(), Logs.plain(0, 2)));
  }

  @Test
  void aTruncatedOrDamagedAnswerAcknowledgesNothingMore() throws Exception {
    byte[] whole = items(100, 201).body();
    List<LogRecordData> batch = Logs.plain(0, 100);
    Random random = new Random(7);
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context())) {
      for (int i = 0; i < 50; i++) {
        byte[] part = Arrays.copyOf(whole, random.nextInt(whole.length));
        server.answer(new Reply(200, Map.of(), part));
        assertEquals(
            new Retry("http 200 with an answer that is not understood"), exporter.export(batch));
      }
      server.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), whole));
      assertEquals(new Retry("http 200 with a broken answer"), exporter.export(batch));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 507, 599})
  void asksToTryAgainLaterAndPassesTheWishOfTheServerOn(int status) throws Exception {
    server.answer(new Reply(status, Map.of("Retry-After", "7"), new byte[0]));
    assertEquals(
        new Retry("http " + status, Duration.ofSeconds(7)), export(context(), Logs.plain(0, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 407})
  void refusedCredentialsLoseNothing(int status) throws Exception {
    server.answer(reply(status, "{\"error\":{\"type\":\"security_exception\"},\"status\":401}"));
    assertEquals(
        new Retry("http " + status + ": check api_key, or username and password"),
        export(context(), Logs.plain(0, 2)));
  }

  @Test
  void aRedirectLosesNothing() throws Exception {
    server.answer(new Reply(301, Map.of("Location", "https://elsewhere/"), new byte[0]));
    assertEquals(
        new Retry("http 301: redirects to https://elsewhere/; check hosts"),
        export(context(), Logs.plain(0, 2)));
  }

  @Test
  void anyOtherRefusalIsFinalAndSaysWhatTheServerSaid() throws Exception {
    server.answer(
        reply(
            400,
            "{\"error\":{\"root_cause\":[],\"type\":\"illegal_argument_exception\","
                + "\"reason\":\"no\\nway\"},\"status\":400}"));
    assertEquals(
        new Rejected("http 400 illegal_argument_exception: no way"),
        export(context(), Logs.plain(0, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 421})
  void aWrongAddressLosesNothing(int status) throws Exception {
    server.answer(new Reply(status));
    assertEquals(
        new Retry("http " + status + ": check hosts"), export(context(), Logs.plain(0, 2)));
  }
}
