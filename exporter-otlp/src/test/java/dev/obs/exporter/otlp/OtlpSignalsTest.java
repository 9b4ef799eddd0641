package dev.obs.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import dev.obs.testkit.TestContext;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpSignalsTest {
  private FakeServer collector;
  private TestContext context;

  @BeforeEach
  void start() throws IOException {
    collector = FakeServer.start();
    context =
        new TestContext().version("1.2.3").with(OtlpSettings.ENDPOINT.common(), collector.uri("/"));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void sendsSpans() throws Exception {
    try (Exporter<SpanData> exporter = new OtlpTraceSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(List.of(Telemetry.span())));
    }
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(request("/v1/traces").body());
    assertService(request.getResourceSpans(0).getResource());
    Span span = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertEquals("GET /stock", span.getName());
    assertEquals(Telemetry.TRACE_ID, HexFormat.of().formatHex(span.getTraceId().toByteArray()));
  }

  @Test
  void sendsMetrics() throws Exception {
    MetricOutlet.Push outlet = new OtlpMetricSink().open(context);
    try (Exporter<MetricData> exporter = outlet.exporter()) {
      assertSame(ExportResult.delivered(), exporter.export(List.of(Telemetry.metric())));
    }
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(request("/v1/metrics").body());
    assertService(request.getResourceMetrics(0).getResource());
    Metric metric = request.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
    assertEquals("orders", metric.getName());
    assertEquals(42, metric.getSum().getDataPoints(0).getAsInt());
  }

  @Test
  void sendsLogRecords() throws Exception {
    try (Exporter<LogRecordData> exporter = new OtlpLogSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(List.of(Telemetry.log())));
    }
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.parseFrom(request("/v1/logs").body());
    assertService(request.getResourceLogs(0).getResource());
    LogRecord log = request.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
    assertEquals("out of stock", log.getBody().getStringValue());
    assertEquals(Telemetry.TRACE_ID, HexFormat.of().formatHex(log.getTraceId().toByteArray()));
  }

  @ParameterizedTest
  @CsvSource({
    "cumulative, CUMULATIVE, CUMULATIVE",
    "delta, DELTA, DELTA",
    "lowmemory, DELTA, CUMULATIVE"
  })
  void asksForTheTemporalityOfTheConfiguration(
      String preference, AggregationTemporality counter, AggregationTemporality observable)
      throws Exception {
    context.with(OtlpSettings.TEMPORALITY, preference);
    MetricOutlet.Push outlet = new OtlpMetricSink().open(context);
    assertEquals(counter, outlet.temporality().getAggregationTemporality(InstrumentType.COUNTER));
    assertEquals(
        observable,
        outlet.temporality().getAggregationTemporality(InstrumentType.OBSERVABLE_COUNTER));
    assertEquals(
        AggregationTemporality.CUMULATIVE,
        outlet.temporality().getAggregationTemporality(InstrumentType.UP_DOWN_COUNTER));
  }

  @Test
  void allThreeAreFoundByServiceLoaderAndShareOneSection() {
    List<? extends Extension> sinks =
        List.of(
            ServiceLoader.load(TraceSink.class).findFirst().orElseThrow(),
            ServiceLoader.load(MetricSink.class).findFirst().orElseThrow(),
            ServiceLoader.load(LogSink.class).findFirst().orElseThrow());
    for (Extension sink : sinks) {
      assertEquals("telemetry.otlp", sink.section());
      assertEquals(OtlpSettings.ALL, sink.settings());
    }
    assertTrue(sinks.get(0) instanceof OtlpTraceSink);
    assertTrue(sinks.get(1) instanceof OtlpMetricSink);
    assertTrue(sinks.get(2) instanceof OtlpLogSink);
  }

  private Request request(String path) {
    assertEquals(1, collector.requests().size());
    Request request = collector.requests().getFirst();
    assertEquals(path, request.path());
    assertEquals("application/x-protobuf", request.headers().get("Content-Type"));
    assertEquals("obs/1.2.3", request.headers().get("User-Agent"));
    return request;
  }

  private static void assertService(Resource resource) {
    assertEquals("service.name", resource.getAttributes(0).getKey());
    assertEquals("shop", resource.getAttributes(0).getValue().getStringValue());
  }
}
