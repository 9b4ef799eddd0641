package dev.obs.exporter.zipkin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.it.ZipkinServer;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZipkinIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ZipkinServer zipkin;

  @BeforeAll
  static void start() {
    zipkin = ZipkinServer.start();
  }

  @AfterAll
  static void stop() {
    zipkin.close();
    CLIENT.close();
  }

  @Test
  void zipkinReturnsTheTraceThatWasSent() throws Exception {
    List<SpanData> trace = trace();
    assertSame(ExportResult.delivered(), export(trace));

    String traceId = trace.getFirst().getTraceId();
    JsonNode found =
        await().until(() -> get("/api/v2/trace/" + traceId), spans -> size(spans) == 2);
    JsonNode parent = found.get(0).has("parentId") ? found.get(1) : found.get(0);
    JsonNode child = found.get(0).has("parentId") ? found.get(0) : found.get(1);

    assertEquals(traceId, parent.get("traceId").textValue());
    assertEquals("SERVER", parent.get("kind").textValue());
    assertEquals("post /orders", parent.get("name").textValue());
    assertEquals("out of stock", parent.get("tags").get("error").textValue());
    assertEquals("ERROR", parent.get("tags").get("otel.status_code").textValue());
    assertEquals("it", parent.get("tags").get("otel.scope.name").textValue());
    assertEquals("7", parent.get("tags").get("items").textValue());

    assertEquals(parent.get("id").textValue(), child.get("parentId").textValue());
    assertEquals("CLIENT", child.get("kind").textValue());
    assertEquals("stock", child.get("remoteEndpoint").get("serviceName").textValue());
    assertEquals(
        "\"retry\":{\"attempt\":2}", child.get("annotations").get(0).get("value").textValue());
  }

  @Test
  void zipkinDrawsTheDependency() throws Exception {
    export(
        List.of(
            Spans.span()
                .setSpanContext(Spans.context("0bf7651916cd43dd8448eb211c80319d", Spans.SPAN_ID))
                .setKind(SpanKind.CLIENT)
                .setStartEpochNanos(System.currentTimeMillis() * 1_000_000)
                .setEndEpochNanos(System.currentTimeMillis() * 1_000_000 + 5_000)
                .setAttributes(
                    Attributes.builder()
                        .put("network.peer.address", "10.1.2.3")
                        .put("network.peer.port", 5432)
                        .build())
                .build()));
    String path = "/api/v2/dependencies?endTs=" + (System.currentTimeMillis() + 60_000);
    await()
        .untilAsserted(() -> {
          JsonNode links = get(path);
          assertEquals("shop", links.get(0).get("parent").textValue());
          assertEquals("10.1.2.3", links.get(0).get("child").textValue());
        });
  }

  @Test
  void zipkinTakesNastyText() throws Exception {
    String nasty = "\u0000\n\"\\\u2028 \ud83d\ude00 \ud800 </script>";
    String traceId = "0cf7651916cd43dd8448eb211c80319e";
    TestSpanData span =
        Spans.span()
            .setSpanContext(Spans.context(traceId, Spans.SPAN_ID))
            .setAttributes(Attributes.builder().put("nasty", nasty).build())
            .build();
    assertSame(ExportResult.delivered(), export(List.of(span)));
    JsonNode found =
        await().until(() -> get("/api/v2/trace/" + traceId), spans -> size(spans) == 1);
    assertEquals(
        nasty.replace('\ud800', '\ufffd'), found.get(0).get("tags").get("nasty").textValue());
  }

  @Test
  void recordsWaitWhileZipkinDoesNotKnowTheAddress() throws Exception {
    URI wrong = zipkin.uri().resolve("/api/v2/spans-of-nobody");
    try (Exporter<SpanData> exporter =
        new ZipkinTraceSink().open(new TestContext().with(ZipkinTraceSink.ENDPOINT, wrong))) {
      ExportResult result = exporter.export(trace());
      String reason = assertInstanceOf(ExportResult.Retry.class, result).reason();
      assertTrue(reason.startsWith("http 404: check endpoint"), reason);
    }
  }

  private static ExportResult export(List<SpanData> spans) throws Exception {
    URI endpoint = zipkin.uri().resolve("/api/v2/spans");
    try (Exporter<SpanData> exporter =
        new ZipkinTraceSink().open(new TestContext().with(ZipkinTraceSink.ENDPOINT, endpoint))) {
      return exporter.export(spans);
    }
  }

  private static List<SpanData> trace() {
    InMemorySpanExporter memory = InMemorySpanExporter.create();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(memory)).build()) {
      Tracer tracer = provider.get("it");
      Span server = tracer.spanBuilder("POST /orders").setSpanKind(SpanKind.SERVER).startSpan();
      try (Scope _ = server.makeCurrent()) {
        Span client = tracer.spanBuilder("GET").setSpanKind(SpanKind.CLIENT).startSpan();
        client.setAttribute("peer.service", "stock");
        client.addEvent("retry", Attributes.builder().put("attempt", 2).build());
        client.end();
      }
      server.setAttribute("items", 7);
      server.setStatus(StatusCode.ERROR, "out of stock");
      server.end();
      return memory.getFinishedSpanItems();
    }
  }

  private static JsonNode get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(zipkin.uri().resolve(path)).timeout(Duration.ofSeconds(5)).build();
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 ? new ObjectMapper().readTree(response.body()) : null;
  }

  private static int size(JsonNode spans) {
    return spans == null ? 0 : spans.size();
  }
}
