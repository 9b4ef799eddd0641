package dev.obs.exporter.elasticsearch;

import static dev.obs.exporter.elasticsearch.Cluster.export;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticsearchIT {
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster();
    cluster.template("ecs");
    cluster.template("otel");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void findsALogInTheEcsLayoutByItsTraceId() throws Exception {
    assertSame(
        ExportResult.delivered(),
        export(
            cluster.context().with(ElasticsearchSettings.SENDER.compression(), "gzip"),
            List.of(Logs.full().build(), Logs.plain(1))));

    JsonNode hits = cluster.search("logs-obs-default", "trace.id", Logs.TRACE_ID);

    assertEquals(1, hits.size());
    JsonNode log = hits.get(0).get("_source");
    assertEquals("cart is broken", log.get("message").textValue());
    assertEquals("java.io.IOException", log.get("error.type").textValue());
    assertEquals(Logs.TRACE_ID, log.get("trace_id").textValue());
    assertEquals(hits, cluster.search("logs-obs-default", "trace_id", Logs.TRACE_ID));
    assertEquals(1, cluster.search("logs-obs-default", "labels.http_route", "/cart").size());
    assertEquals(2, cluster.search("logs-obs-default", "service.node.name", "shop-7").size());
  }

  @Test
  void findsALogInTheOpenTelemetryLayoutByItsTraceIdAndAttributes() throws Exception {
    assertSame(
        ExportResult.delivered(),
        export(
            cluster.context().with(ElasticsearchSettings.LAYOUT, "otel"),
            List.of(Logs.full().build())));

    JsonNode hits = cluster.search("logs-obs.otel-default", "trace_id", Logs.TRACE_ID);

    assertEquals(1, hits.size());
    assertEquals("cart is broken", hits.get(0).at("/_source/body/text").textValue());
    assertEquals(
        1, cluster.search("logs-obs.otel-default", "attributes.http.route", "/cart").size());
    assertEquals(
        1, cluster.search("logs-obs.otel-default", "resource.attributes.team", "checkout").size());
  }

  @Test
  void aDocumentWithAFieldThatDoesNotFitTheMappingIsStoredWithoutIt() throws Exception {
    String stream = "logs-obs-conflict";
    TestContext context = cluster.context().with(ElasticsearchSettings.DATA_STREAM, stream);
    Attributes noNumber =
        Attributes.builder().put("port", "not a number").put("http.route", "/conflict").build();
    List<LogRecordData> batch =
        List.of(Logs.plain(1), Logs.full().setAttributes(noNumber).build(), Logs.plain(2));

    assertSame(ExportResult.delivered(), export(context, batch));
    assertSame(ExportResult.delivered(), export(context, batch), "the same ids");

    assertEquals(3, cluster.count(stream));
    JsonNode hits = cluster.search(stream, "labels.http_route", "/conflict");
    JsonNode labels = hits.get(0).at("/_source/labels");
    assertEquals("[\"labels.port\"]", labels.get("obs_refused_fields").toString());
    assertFalse(labels.has("port"));
    assertEquals("cart is broken", hits.get(0).at("/_source/message").textValue());
  }

  @Test
  void aKeyOfSeveralTypesAndShapesCostsItsFieldOnly() throws Exception {
    String stream = "logs-obs.otel-shapes";
    TestContext context =
        cluster
            .context()
            .with(ElasticsearchSettings.LAYOUT, "otel")
            .with(ElasticsearchSettings.DATA_STREAM, stream);
    AttributeKey<Value<?>> size = AttributeKey.valueKey("size");
    List<Attributes> kinds =
        List.of(
            Attributes.builder().put("size", 1).put("when", 1).put("user", "a").build(),
            Attributes.builder().put("size", "big").put("when", "now").put("user.id", 1).build(),
            Attributes.of(size, Value.of(Map.of("width", Value.of(1)))),
            Attributes.builder().put("size", true).put("when", 1.5).build(),
            Attributes.builder().put("user.id", "text").put("user", 7).build());
    for (Attributes attributes : kinds) {
      assertSame(
          ExportResult.delivered(),
          export(context, List.of(Logs.full().setAttributes(attributes).build())),
          attributes.toString());
    }
    assertEquals(kinds.size(), cluster.count(stream));
    JsonNode big = cluster.search(stream, "attributes.user.id", 1).get(0).at("/_source/attributes");
    assertEquals(
        "[\"attributes.size\",\"attributes.when\"]", big.get("obs.refused_fields").toString());
  }

  @Test
  void sendingABatchAgainMakesNoDuplicatesAndEqualRecordsStayApart() throws Exception {
    TestContext context =
        cluster.context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-again");
    List<LogRecordData> equal = Collections.nCopies(100, Logs.plain(7));
    UUID lane = UUID.randomUUID();
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertSame(ExportResult.delivered(), exporter.export(equal, new Numbers(lane, 0)));
      }
      Numbers half = new Numbers(lane, 50);
      assertSame(ExportResult.delivered(), exporter.export(equal.subList(0, 50), half));
      assertEquals(100, cluster.count("logs-obs-again"));

      Numbers other = new Numbers(UUID.randomUUID(), 0);
      assertSame(ExportResult.delivered(), exporter.export(equal, other));
    }
    assertEquals(200, cluster.count("logs-obs-again"));
  }

  @Test
  void aBatchIsSplitByMaxBulkSizeAndWritesToAPlainIndexToo() throws Exception {
    TestContext context =
        cluster
            .context()
            .with(ElasticsearchSettings.INDEX, "applogs")
            .with(ElasticsearchSettings.MAX_BULK_SIZE, 2048L);

    assertSame(ExportResult.delivered(), export(context, Logs.plain(0, 300)));

    assertEquals(300, cluster.count("applogs"));
  }

  @Test
  void takesWhateverCanBeLoggedInTheEcsLayout() throws Exception {
    TestContext context =
        cluster.context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-nasty");
    for (int seed = 0; seed < 3; seed++) {
      assertSame(
          ExportResult.delivered(), export(context, Logs.nasty(seed, 50, false)), "seed " + seed);
    }
  }

  @Test
  void takesWhateverCanBeLoggedInTheOpenTelemetryLayoutIfNamesKeepTheirType() throws Exception {
    TestContext context =
        cluster
            .context()
            .with(ElasticsearchSettings.LAYOUT, "otel")
            .with(ElasticsearchSettings.DATA_STREAM, "logs-obs.otel-nasty");
    for (int seed = 0; seed < 3; seed++) {
      assertSame(
          ExportResult.delivered(), export(context, Logs.nasty(seed, 50, true)), "seed " + seed);
    }
  }

  @Test
  void asksToTryAgainWhileTheServerIsDownAndDeliversWhenItIsBack() throws Exception {
    TestContext context =
        cluster.context().with(ElasticsearchSettings.DATA_STREAM, "logs-obs-restart");
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 10)));
      cluster.server().kill();
      assertEquals(
          new ExportResult.Retry("connection refused"), exporter.export(Logs.plain(5, 15)));
      cluster.server().restart();
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(5, 15)));
    }
    assertEquals(15, cluster.count("logs-obs-restart"));
  }
}
