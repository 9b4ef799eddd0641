package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Secret;
import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkExporterTest {
  private FakeServer server;

  @BeforeEach
  void start() throws Exception {
    server = FakeServer.start();
    server.answer(request -> items(request, 201));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void postsToTheBulkPathOfTheDataStream() throws Exception {
    assertSame(ExportResult.delivered(), export(context(), Logs.plain(0, 2)));

    Request request = server.requests().getFirst();
    assertEquals("POST", request.method());
    assertTrue(request.path().startsWith("/logs-obs-default/_bulk?filter_path="), request.path());
    assertEquals("application/x-ndjson", request.headers().get("Content-Type"));
    assertEquals("obs/1.2.3", request.headers().get("User-Agent"));
    assertFalse(request.headers().containsKey("Authorization"));
    assertEquals(4, new String(request.body(), UTF_8).lines().count());
  }

  @Test
  void sendsCredentialsHeadersAndCompressedBodiesAsConfigured() throws Exception {
    export(
        context()
            .with(ElasticsearchSettings.COMPRESSION, "gzip")
            .with(ElasticsearchSettings.HEADERS, Map.of("X-Tenant", new Secret("a")))
            .with(ElasticsearchSettings.API_KEY, new Secret("id:key")),
        Logs.plain(0, 1));
    export(
        context(server.uri("/es/"))
            .with(ElasticsearchSettings.INDEX, "applogs")
            .with(ElasticsearchSettings.USERNAME, "elastic")
            .with(ElasticsearchSettings.PASSWORD, new Secret("pässword")),
        Logs.plain(0, 1));

    Request withKey = server.requests().getFirst();
    assertEquals("gzip", withKey.headers().get("Content-Encoding"));
    assertEquals("a", withKey.headers().get("X-Tenant"));
    assertEquals("ApiKey aWQ6a2V5", withKey.headers().get("Authorization"));
    Request withPassword = server.requests().getLast();
    assertTrue(withPassword.path().startsWith("/es/applogs/_bulk?"), withPassword.path());
    assertEquals("Basic ZWxhc3RpYzpww6Rzc3dvcmQ=", withPassword.headers().get("Authorization"));
  }

  @Test
  void readsTheResultOfEachItem() throws Exception {
    server.answer(request -> items(request, 201, 429, 400, 409, 503, 200, 404));

    assertEquals(
        new PerItem(
            List.of(
                new Item(1, Verdict.RETRY, "429 some_exception"),
                new Item(2, Verdict.REJECT, "400 some_exception: field [a] is bad"),
                new Item(4, Verdict.RETRY, "503 some_exception"),
                new Item(6, Verdict.REJECT, "404 some_exception: field [a] is bad")),
            Duration.ZERO),
        export(context(), Logs.plain(0, 7)));
  }

  @Test
  void allItemsOfOneFateAreOneAnswer() throws Exception {
    server.answer(request -> items(request, 429, 429));
    assertEquals(new Retry("429 some_exception"), export(context(), Logs.plain(0, 2)));
    server.answer(request -> items(request, 400, 400));
    assertEquals(
        new Rejected("400 some_exception: field [a] is bad"), export(context(), Logs.plain(0, 2)));
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
  @ValueSource(ints = {408, 429, 500, 501, 502, 503, 504, 507, 599})
  void asksToTryAgainLaterAndPassesTheWishOfTheServerOn(int status) throws Exception {
    server.answer(new Reply(status, Map.of("Retry-After", "7"), new byte[0]));
    assertEquals(
        new Retry("http " + status, Duration.ofSeconds(7)), export(context(), Logs.plain(0, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedCredentialsLoseNothing(int status) throws Exception {
    server.answer(reply(status, "{\"error\":{\"type\":\"security_exception\"},\"status\":401}"));
    assertEquals(
        new Retry("http " + status + ": check api_key, or username and password"),
        export(context(), Logs.plain(0, 2)));
  }

  @Test
  void aRedirectLosesNothing() throws Exception {
    server.answer(new Reply(301, Map.of("Location", "https://elsewhere/"), new byte[0]));
    assertEquals(new Retry("http 301: check hosts"), export(context(), Logs.plain(0, 2)));
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
    server.answer(reply(404, "<html>"));
    assertEquals(new Rejected("http 404"), export(context(), Logs.plain(0, 2)));
  }

  @Test
  void aRequestThatIsTooLargeIsHalvedUntilItFits() throws Exception {
    int limit = new String(firstBody(), UTF_8).length() * 3 + 30;
    server.answer(request -> request.body().length > limit ? reply(413, "") : items(request, 201));

    assertSame(ExportResult.delivered(), export(context(), Logs.plain(0, 40)));

    assertEquals(
        IntStream.range(0, 40).mapToObj(i -> "line " + i).toList(),
        server.requests().stream()
            .skip(1)
            .filter(request -> request.body().length <= limit)
            .flatMap(request -> lines(request).stream())
            .toList());
  }

  @Test
  void aSingleRecordThatIsTooLargeIsRejectedAlone() throws Exception {
    server.answer(request ->
        new String(request.body(), UTF_8).contains("\"line 5\"")
            ? reply(413, "")
            : items(request, 201));
    assertEquals(
        new PerItem(List.of(new Item(5, Verdict.REJECT, "http 413")), Duration.ZERO),
        export(context(), Logs.plain(0, 9)));
  }

  @Test
  void anAnswerThatIsTooLargeIsAskedForInHalves() throws Exception {
    byte[] huge = new byte[5 << 20];
    server.answer(request ->
        lines(request).size() > 1 ? new Reply(200, Map.of(), huge) : items(request, 409));
    assertSame(ExportResult.delivered(), export(context(), Logs.plain(0, 2)));
  }

  @Test
  void aBatchAboveTheLimitGoesInSeveralRequestsAndStopsAtTheFirstTrouble() throws Exception {
    server.answer(request ->
        switch (server.requests().size()) {
          case 1, 2 -> items(request, 201); // the first one is for measuring
          case 3 -> items(request, 201, 400);
          default -> reply(503, "");
        });
    TestContext context =
        context().with(ElasticsearchSettings.MAX_BULK_SIZE, 2L * firstBody().length + 10);

    ExportResult result = export(context, Logs.plain(0, 8));

    assertEquals(4, server.requests().size());
    assertEquals(
        new PerItem(
            List.of(
                new Item(3, Verdict.REJECT, "400 some_exception: field [a] is bad"),
                new Item(4, Verdict.RETRY, "http 503"),
                new Item(5, Verdict.RETRY, "http 503"),
                new Item(6, Verdict.RETRY, "http 503"),
                new Item(7, Verdict.RETRY, "http 503")),
            Duration.ZERO),
        result);
  }

  @Test
  void equalRecordsAreSentAgainTogetherBecauseTheirIdsGoByTheirOrder() throws Exception {
    server.answer(request -> items(request, 201, 201, 429, 201));
    LogRecordData twin = Logs.plain(1);
    PerItem result = (PerItem) export(context(), List.of(twin, Logs.plain(2), twin, Logs.plain(3)));
    assertEquals(List.of(0, 2), result.items().stream().map(Item::index).toList());
  }

  @Test
  void theNextHostIsUsedWhenOneFails() throws Exception {
    URI dead;
    try (FakeServer gone = FakeServer.start()) {
      dead = gone.uri("");
    }
    // which one comes first depends on the process: in one of the two orders it is the dead one
    List<ExportResult> results = new ArrayList<>();
    for (TestContext context :
        List.of(context(dead, server.uri("")), context(server.uri(""), dead))) {
      try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
        results.add(exporter.export(Logs.plain(0, 1)));
        for (int i = 0; i < 3; i++) {
          assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 1)));
        }
      }
    }
    assertEquals(
        Set.of(new Retry("connection refused"), ExportResult.delivered()), Set.copyOf(results));
  }

  @Test
  void doesNoIoBeforeTheFirstExport() throws Exception {
    try (Exporter<LogRecordData> _ = new ElasticsearchLogSink().open(context())) {
      assertEquals(List.of(), server.requests());
    }
  }

  private byte[] firstBody() throws Exception {
    export(context(), Logs.plain(0, 1));
    return server.requests().getFirst().body();
  }

  private TestContext context() {
    return context(server.uri(""));
  }

  private static TestContext context(URI... hosts) {
    return new TestContext().version("1.2.3").with(ElasticsearchSettings.HOSTS, List.of(hosts));
  }

  private static ExportResult export(TestContext context, List<LogRecordData> batch)
      throws Exception {
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      return exporter.export(batch);
    }
  }

  private static List<String> lines(Request request) {
    return new String(request.body(), UTF_8)
        .lines()
        .filter(line -> line.contains("\"message\""))
        .map(line -> line.replaceFirst(".*\"message\":\"(.*?)\".*", "$1"))
        .toList();
  }

  /// An item for each record, with the statuses in order, the last one for the rest.
  private static Reply items(Request request, int... statuses) {
    return items(lines(request).size(), statuses);
  }

  private static Reply items(int count, int... statuses) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int status = statuses[Math.min(i, statuses.length - 1)];
      String error =
          status < 300
              ? ""
              : ",\"error\":{\"type\":\"some_exception\",\"reason\":\"[1:"
                  + i
                  + "] field [a] is bad\"}";
      items.add("{\"create\":{\"status\":" + status + error + "}}");
    }
    return reply(200, "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}");
  }

  private static Reply reply(int status, String body) {
    return new Reply(status, Map.of(), body.getBytes(UTF_8));
  }
}
