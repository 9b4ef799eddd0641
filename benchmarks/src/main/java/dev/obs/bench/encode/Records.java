package dev.obs.bench.encode;

import dev.obs.api.Obs;
import dev.obs.bench.operation.Keys;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import dev.obs.spi.TraceSink;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Spans and log records as their own pipeline hands them to an exporter.
public record Records(List<List<SpanData>> spans, List<List<LogRecordData>> logs) {
  /// The number of records in a batch.
  public static final int BATCH = 512;

  private static final int BATCHES = 16;
  private static final int COUNT = BATCH * BATCHES;

  /// Returns records of Obs.
  public static Records ofObs() {
    List<SpanData> spans = Collections.synchronizedList(new ArrayList<>());
    List<LogRecordData> logs = Collections.synchronizedList(new ArrayList<>());
    try (Obs obs =
        Obs.builder()
            .global(false)
            .with(new SpanList(spans))
            .with(new LogList(logs))
            .set("telemetry.service_name", "bench")
            .set("telemetry.tracing.exporters", "spans")
            .set("telemetry.tracing.queue_size", Integer.toString(COUNT))
            .set("telemetry.logging.exporters", "logs")
            .set("telemetry.logging.queue_size", Integer.toString(COUNT))
            .set("telemetry.probes.which", "jvm")
            .set("telemetry.prometheus.port", "0")
            .set("health.port", "0")
            .start()) {
      make(obs.openTelemetry());
      obs.flush(Duration.ofSeconds(30));
    }
    return new Records(batches(spans), batches(logs));
  }

  /// Returns records of OpenTelemetry's SDK.
  public static Records ofSdk() {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
    try (SdkTracerProvider tracers =
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        SdkLoggerProvider loggers =
            SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                .build()) {
      make(
          OpenTelemetrySdk.builder().setTracerProvider(tracers).setLoggerProvider(loggers).build());
      return new Records(
          batches(spans.getFinishedSpanItems()), batches(logs.getFinishedLogRecordItems()));
    }
  }

  private static void make(OpenTelemetry telemetry) {
    for (int index = 0; index < COUNT; index++) {
      String route = "/orders/{id}/" + index % 100;
      Span span =
          telemetry
              .getTracer("bench")
              .spanBuilder("GET /orders/{id}")
              .setNoParent()
              .setSpanKind(SpanKind.SERVER)
              .setAttribute(Keys.METHOD, "GET")
              .setAttribute(Keys.ROUTE, route)
              .setAttribute(Keys.STATUS, 200L)
              .startSpan();
      try (Scope _ = span.makeCurrent()) {
        telemetry
            .getLogsBridge()
            .get("bench.Orders")
            .logRecordBuilder()
            .setContext(Context.current())
            .setSeverity(Severity.INFO)
            .setSeverityText("INFO")
            .setBody("order " + index + " placed by alice")
            .setAttribute(Keys.METHOD, "GET")
            .setAttribute(Keys.ROUTE, route)
            .setAttribute(Keys.STATUS, 200L)
            .emit();
      } finally {
        span.end();
      }
    }
  }

  private static <T> List<List<T>> batches(List<T> records) {
    if (records.size() != COUNT) {
      throw new IllegalStateException(records.size() + " of " + COUNT + " records arrived");
    }
    return IntStream.range(0, BATCHES)
        .mapToObj(batch -> List.copyOf(records.subList(batch * BATCH, (batch + 1) * BATCH)))
        .toList();
  }

  private record SpanList(List<SpanData> spans) implements TraceSink {
    @Override
    public String type() {
      return "spans";
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      return batch -> {
        spans.addAll(batch);
        return ExportResult.delivered();
      };
    }
  }

  private record LogList(List<LogRecordData> logs) implements LogSink {
    @Override
    public String type() {
      return "logs";
    }

    @Override
    public Exporter<LogRecordData> open(ExtensionContext context) {
      return batch -> {
        logs.addAll(batch);
        return ExportResult.delivered();
      };
    }
  }
}
