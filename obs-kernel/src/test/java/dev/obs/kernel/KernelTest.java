package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Extension;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTest {
  @TempDir Path folder;

  private Kernel start(String yaml, Extension... extensions) throws IOException {
    return Fakes.start(folder, yaml, extensions);
  }

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String SHIP =
      """
      telemetry:
        service_name: shop
        tracing: {exporters: [fake]}
        metrics: {exporters: [fake], collection_interval: 1h}
        logging: {exporters: [console, fake]}
      """;

  @Test
  void takesSpansMetricsAndLogsOfAnApplicationToEverySink() throws IOException {
    Fakes.Traces traces = new Fakes.Traces();
    Fakes.Metrics metrics = new Fakes.Metrics();
    Fakes.Records records = new Fakes.Records();
    try (Obs obs = start(SHIP, traces, metrics, records)) {
      obs.operations()
          .run("checkout", () -> System.getLogger("shop").log(System.Logger.Level.INFO, "sold"));
      assertTrue(obs.flush(LIMIT));
    }
    SpanData span = traces.spans.getFirst();
    LogRecordData record = records.records.getFirst();
    assertEquals("checkout", span.getName());
    assertEquals("sold", record.getBodyValue().asString());
    assertEquals(span.getTraceId(), record.getSpanContext().getTraceId());
    assertEquals(
        "shop",
        span.getResource()
            .getAttribute(io.opentelemetry.api.common.AttributeKey.stringKey("service.name")));
    assertTrue(metrics.names().contains("operation.duration"), () -> "" + metrics.names());
    assertTrue(metrics.names().contains("obs.lane.delivered"), () -> "" + metrics.names());
    assertTrue(traces.closed.get());
  }

  @Test
  void isTheGlobalInstanceWhileItRunsAndLeavesNoThreadBehind() throws IOException {
    Obs obs = start(SHIP, new Fakes.Traces(), new Fakes.Metrics(), new Fakes.Records());
    assertSame(obs.openTelemetry().getTracerProvider(), GlobalOpenTelemetry.getTracerProvider());
    obs.close();
    obs.close();
    assertNotSame(obs.openTelemetry().getTracerProvider(), GlobalOpenTelemetry.getTracerProvider());
    await().until(Fakes::noThreads);
  }

  @Test
  void aBackendThatIsDownHarmsOnlyItsOwnLaneAndIsNamed() throws IOException {
    Fakes.Traces well = new Fakes.Traces();
    String yaml =
        """
        telemetry:
          shutdown: {deadline: 100ms}
          tracing: {exporters: [fake, down]}
        """;
    Kernel obs =
        start(yaml, well, new Fakes.Sink("down", () -> batch -> new ExportResult.Retry("refused")));
    obs.operations().run("x", () -> {});
    assertFalse(obs.flush(Duration.ofMillis(300)));
    assertEquals(1, well.spans.size());
    assertEquals("refused", lane(obs, "down").failing());
    obs.close();
    assertEquals(Map.of("shutdown", 1L), lane(obs, "down").dropped());
    assertEquals(1, lane(obs, "fake").delivered());
  }

  private static LaneStats lane(Obs obs, String sink) {
    return obs.view().lanes().stream()
        .filter(lane -> lane.sink().equals(sink))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void carriesTraceContextAndBaggageToOtherServices() throws IOException {
    try (Obs obs = start("telemetry: {}")) {
      Map<String, String> headers = new HashMap<>();
      try (var operation = obs.operations().start("call");
          Scope _ = Baggage.current().toBuilder().put("tenant", "a").build().makeCurrent()) {
        obs.openTelemetry()
            .getPropagators()
            .getTextMapPropagator()
            .inject(Context.current(), headers, Map::put);
        assertTrue(
            headers.get("traceparent").contains(operation.span().getSpanContext().getTraceId()));
      }
      assertEquals("tenant=a", headers.get("baggage"));
    }
  }

  @Test
  void sampledOutSpansStayAtHome() throws IOException {
    Fakes.Traces traces = new Fakes.Traces();
    String yaml = "telemetry: {tracing: {sample_rate: 0, exporters: [fake]}}";
    try (Obs obs = start(yaml, traces)) {
      obs.operations().run("x", () -> assertFalse(Span.current().getSpanContext().isSampled()));
      assertTrue(obs.flush(LIMIT));
      assertEquals(1, obs.operations().summary().get("x").count(), "counted all the same");
    }
    assertEquals(List.of(), traces.spans);
  }

  @Test
  void aSwitchedOffTracerGivesNoSpans() throws IOException {
    Fakes.Traces traces = new Fakes.Traces();
    try (Obs obs = start("telemetry: {tracing: {enabled: false, exporters: [fake]}}", traces)) {
      obs.operations().run("x", () -> {});
    }
    assertEquals(List.of(), traces.spans);
  }
}
