package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.it.ElasticsearchServer;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticsearchIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static ElasticsearchServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ElasticsearchServer.start();
    template("ecs");
    template("otel");
  }

  @AfterAll
  static void stop() {
    server.close();
    CLIENT.close();
  }

  @Test
  void findsALogInTheEcsLayoutByItsTraceId() throws Exception {
    assertSame(
        ExportResult.delivered(),
        export(
            context().with(ElasticsearchSettings.SENDER.compression(), "gzip"),
            List.of(Logs.full().build(), Logs.plain(1))));

    JsonNode hits = search("logs-obs-default", "trace.id", Logs.TRACE_ID);

    assertEquals(1, hits.size());
    JsonNode log = hits.get(0).get("_source");
    assertEquals("cart is broken", log.get("message").textValue());
    assertEquals("java.io.IOException", log.get("error.type").textValue());
    assertEquals(Logs.TRACE_ID, log.get("trace_id").textValue());
    assertEquals(hits, search("logs-obs-default", "trace_id", Logs.TRACE_ID));
    assertEquals(1, search("logs-obs-default", "labels.http_route", "/cart").size());
    assertEquals(2, search("logs-obs-default", "service.node.name", "shop-7").size());
  }

  @Test
  void findsALogInTheOpenTelemetryLayoutByItsTraceIdAndAttributes() throws Exception {
    assertSame(
        ExportResult.delivered(),
        export(context().with(ElasticsearchSettings.LAYOUT, "otel"), List.of(Logs.full().build())));

    JsonNode hits = search("logs-obs.otel-default", "trace_id", Logs.TRACE_ID);

    assertEquals(1, hits.size());
    assertEquals("cart is broken", hits.get(0).at("/_source/body/text").textValue());
    assertEquals(1, search("logs-obs.otel-default", "attributes.http.route", "/cart").size());
    assertEquals(1, search("logs-obs.otel-default", "resource.attributes.team", "checkout").size());
  }

  @Test
  void aDocumentThatDoesNotFitTheMappingIsRejectedAndTheOthersArrive() throws Exception {
    TestContext context = context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-conflict");
    Attributes noNumber = Attributes.builder().put("port", "not a number").build();
    List<LogRecordData> batch =
        List.of(Logs.plain(1), Logs.full().setAttributes(noNumber).build(), Logs.plain(2));

    PerItem result = assertInstanceOf(PerItem.class, export(context, batch));

    assertEquals(
        List.of(
            new Item(
                1,
                Verdict.REJECT,
                "400 document_parsing_exception: failed to parse field [labels.port] of type"
                    + " [long]")),
        result.items());
    assertEquals(2, count("logs-obs-conflict"));
  }

  @Test
  void sendingABatchAgainMakesNoDuplicates() throws Exception {
    TestContext context = context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-again");
    List<LogRecordData> batch = new ArrayList<>(Logs.plain(0, 100));
    batch.add(Logs.plain(7)); // equal to the nanosecond, but a separate record

    assertSame(ExportResult.delivered(), export(context, batch));
    assertSame(ExportResult.delivered(), export(context, batch));
    assertSame(ExportResult.delivered(), export(context, Logs.plain(50, 100)));

    assertEquals(101, count("logs-obs-again"));
  }

  @Test
  void aBatchIsSplitByMaxBulkSizeAndWritesToAPlainIndexToo() throws Exception {
    TestContext context =
        context()
            .with(ElasticsearchSettings.INDEX, "applogs")
            .with(ElasticsearchSettings.MAX_BULK_SIZE, 2048L);

    assertSame(ExportResult.delivered(), export(context, Logs.plain(0, 300)));

    assertEquals(300, count("applogs"));
  }

  @Test
  void takesWhateverCanBeLoggedInTheEcsLayout() throws Exception {
    TestContext context = context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-nasty");
    for (int seed = 0; seed < 3; seed++) {
      assertSame(
          ExportResult.delivered(), export(context, Logs.nasty(seed, 50, false)), "seed " + seed);
    }
  }

  @Test
  void takesWhateverCanBeLoggedInTheOpenTelemetryLayoutIfNamesKeepTheirType() throws Exception {
    TestContext context =
        context()
            .with(ElasticsearchSettings.LAYOUT, "otel")
            .with(ElasticsearchSettings.DATA_STREAM, "logs-obs.otel-nasty");
    for (int seed = 0; seed < 3; seed++) {
      assertSame(
          ExportResult.delivered(), export(context, Logs.nasty(seed, 50, true)), "seed " + seed);
    }
  }

  @Test
  void asksToTryAgainWhileTheServerIsDownAndDeliversWhenItIsBack() throws Exception {
    TestContext context = context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-restart");
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 10)));
      server.kill();
      assertEquals(
          new ExportResult.Retry("connection refused"), exporter.export(Logs.plain(5, 15)));
      server.restart();
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(5, 15)));
    }
    assertEquals(15, count("logs-obs-restart"));
  }

  private static TestContext context() {
    return new TestContext().with(ElasticsearchSettings.HOSTS, List.of(server.uri()));
  }

  private static ExportResult export(TestContext context, List<LogRecordData> batch)
      throws Exception {
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      return exporter.export(batch);
    }
  }

  private static void template(String layout) throws Exception {
    try (InputStream body = ElasticsearchIT.class.getResourceAsStream("/" + layout + ".json")) {
      request(
          HttpRequest.newBuilder(server.uri().resolve("/_index_template/" + layout))
              .PUT(BodyPublishers.ofByteArray(body.readAllBytes())));
    }
  }

  private static JsonNode search(String target, String field, String value) throws Exception {
    String query = JSON.writeValueAsString(Map.of("query", Map.of("term", Map.of(field, value))));
    refresh(target);
    return request(
            HttpRequest.newBuilder(server.uri().resolve("/" + target + "/_search"))
                .POST(BodyPublishers.ofString(query)))
        .at("/hits/hits");
  }

  private static int count(String target) throws Exception {
    refresh(target);
    return request(HttpRequest.newBuilder(server.uri().resolve("/" + target + "/_count")))
        .get("count")
        .intValue();
  }

  private static void refresh(String target) throws Exception {
    request(
        HttpRequest.newBuilder(server.uri().resolve("/" + target + "/_refresh"))
            .POST(BodyPublishers.noBody()));
  }

  private static JsonNode request(HttpRequest.Builder request) throws Exception {
    var response =
        CLIENT.send(
            request.header("Content-Type", "application/json").build(), BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }
}
