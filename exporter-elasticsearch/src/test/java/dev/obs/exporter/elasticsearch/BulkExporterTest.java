package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.model.Secret;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The requests of the exporter and their destination.
class BulkExporterTest extends BulkExporting {
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
            .with(ElasticsearchSettings.SENDER.compression(), "gzip")
            .with(ElasticsearchSettings.SENDER.headers(), Map.of("X-Tenant", new Secret("a")))
            .with(ElasticsearchSettings.API_KEY, new Secret("id:key")),
        Logs.plain(0, 1));
    export(
        context(server.uri("/es/"))
            .with(ElasticsearchSettings.INDEX, "applogs")
            .with(ElasticsearchSettings.BASIC.username(), "elastic")
            .with(ElasticsearchSettings.BASIC.password(), new Secret("pässword")),
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
  void aSingleRecordThatIsTooLargeIsRejectedAloneWithItsSize() throws Exception {
    server.answer(request -> request.body().length > 20_000 ? reply(413, "") : items(request, 201));
    List<LogRecordData> batch = new ArrayList<>(Logs.plain(0, 9));
    batch.set(5, Logs.full().setBody("b".repeat(50_000)).build());
    PerItem result = assertInstanceOf(PerItem.class, export(context(), batch));
    Item item = result.items().getFirst();
    assertEquals(List.of(new Item(5, Verdict.REJECT, item.reason())), result.items());
    assertTrue(
        item.reason().matches("http 413: the record has about 5[0-9]000 bytes"), item.reason());
  }

  @Test
  void aServerThatSaysTooLargeWithAnotherStatusIsUnderstood() throws Exception {
    server.answer(request ->
        request.body().length > 2_000 ? reply(400, "request body too large") : items(request, 201));
    assertSame(ExportResult.delivered(), export(context(), Logs.plain(0, 40)));
  }

  @Test
  void aRecordThatCannotBeEncodedIsRejectedAlone() throws Exception {
    List<LogRecordData> batch = new ArrayList<>(Logs.plain(0, 4));
    batch.set(2, throwing(batch.get(2)));
    assertEquals(
        new PerItem(
            List.of(
                new Item(2, Verdict.REJECT, "cannot be encoded: java.lang.NoClassDefFoundError")),
            Duration.ZERO),
        export(context(), batch));
    assertEquals(List.of("line 0", "line 1", "line 3"), lines(server.requests().getFirst()));
  }

  @Test
  void itemsBehindARecordThatCannotBeEncodedKeepTheirPlaces() throws Exception {
    List<LogRecordData> batch = new ArrayList<>(Logs.plain(0, 3));
    batch.set(0, throwing(batch.get(0)));
    server.answer(request -> items(request, 201, 429));
    assertEquals(
        new PerItem(
            List.of(
                new Item(0, Verdict.REJECT, "cannot be encoded: java.lang.NoClassDefFoundError"),
                new Item(2, Verdict.RETRY, "429 some_exception")),
            Duration.ZERO),
        export(context(), batch));
  }

  @Test
  void aBatchOfRecordsThatCannotBeEncodedIsNotSent() throws Exception {
    PerItem result =
        assertInstanceOf(PerItem.class, export(context(), List.of(throwing(Logs.plain(1)))));
    assertEquals(0, result.items().getFirst().index());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void documentsThatWereRefusedTogetherAreSentAgainWithoutThoseThatWereTaken() throws Exception {
    server.answer(
        request -> lines(request).contains("line 5") ? reply(400, "") : items(request, 201));
    TestContext context =
        context().with(ElasticsearchSettings.MAX_BULK_SIZE, 2L * firstBody().length + 10);
    assertEquals(
        new PerItem(
            List.of(new Item(4, Verdict.RETRY, "http 400"), new Item(5, Verdict.RETRY, "http 400")),
            Duration.ZERO),
        export(context, Logs.plain(0, 8)));
    assertEquals(new Rejected("http 400"), export(context, Logs.plain(4, 6)));
  }

  private static LogRecordData throwing(LogRecordData log) {
    return (LogRecordData)
        Proxy.newProxyInstance(
            LogRecordData.class.getClassLoader(),
            new Class<?>[] {LogRecordData.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getAttributes")) {
                throw new NoClassDefFoundError("com.acme.Attributes");
              }
              return method.invoke(log, arguments);
            });
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
  void equalRecordsBecomeADocumentEachAndKeepTheirIds() throws Exception {
    server.answer(request -> items(request, 201, 429, 201));
    LogRecordData twin = Logs.plain(1);
    Numbers numbers = new Numbers(new UUID(1, 2), 7);
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context())) {
      PerItem result = (PerItem) exporter.export(List.of(twin, twin, twin), numbers);
      assertEquals(List.of(1), result.items().stream().map(Item::index).toList());
      exporter.export(List.of(twin), new Numbers(new UUID(1, 2), 8));
    }
    List<String> ids = ids(server.requests().getFirst());
    assertEquals(3, Set.copyOf(ids).size());
    assertEquals(List.of(ids.get(1)), ids(server.requests().getLast()));
  }

  private static List<String> ids(Request request) {
    return new String(request.body(), UTF_8).lines().filter(l -> l.contains("\"_id\"")).toList();
  }

  @Test
  void theNextHostIsUsedWhenOneFails() throws Exception {
    URI dead;
    try (FakeServer gone = FakeServer.start()) {
      dead = gone.uri("");
    }
    // the first node depends on the process: in one of the two orders it is the dead one
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
}
