package dev.obs.bench.load;

import dev.obs.api.Obs;
import dev.obs.api.ObsBuilder;
import dev.obs.bench.operation.Keys;
import dev.obs.bench.report.Side;
import dev.obs.model.LaneStats;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessorBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// A pipeline of one side from the tracer to the backend.
///
/// @param span makes a span
/// @param drain waits until the queue is empty
/// @param delivered the number of spans that the backend acknowledged
record SpanSource(Runnable span, Runnable drain, LongSupplier delivered) {
  private static final int TUNED_QUEUE = 65_536;
  private static final int TUNED_BATCH = 8_192;
  private static final Duration DRAIN = Duration.ofSeconds(20);

  static SpanSource open(Side side, int port) throws IOException {
    return switch (side) {
      case OBS -> obs(false, port);
      case OBS_TUNED -> obs(true, port);
      case SDK -> sdk(false, port);
      case SDK_TUNED -> sdk(true, port);
      case FLOOR -> {
        FloorExport floor = new FloorExport(TUNED_QUEUE, TUNED_BATCH, port);
        yield new SpanSource(floor::span, floor::drain, floor::delivered);
      }
      default -> throw new IllegalArgumentException(side + " exports no spans");
    };
  }

  private static SpanSource obs(boolean tuned, int port) {
    ObsBuilder builder =
        Obs.builder()
            .set("telemetry.service_name", "bench")
            .set("telemetry.tracing.exporters", "otlp")
            .set("telemetry.otlp.endpoint", "http://127.0.0.1:" + port)
            .set("telemetry.metrics.exporters", "prometheus")
            .set("telemetry.prometheus.port", "0")
            .set("telemetry.probes.interval", "1h")
            .set("telemetry.probes.which", "jvm")
            .set("health.port", "0");
    if (tuned) {
      builder
          .set("telemetry.tracing.queue_size", Integer.toString(TUNED_QUEUE))
          .set("telemetry.tracing.batch_size", Integer.toString(TUNED_BATCH))
          .set("telemetry.memory.lane", "256MB")
          .set("telemetry.memory.batch", "64MB");
    }
    Obs obs = builder.start();
    return new SpanSource(
        spans(obs.openTelemetry().getTracer("bench")),
        () -> obs.flush(DRAIN),
        () ->
            obs.view().lanes().stream()
                .filter(lane -> lane.signal().equals("traces"))
                .mapToLong(LaneStats::delivered)
                .sum());
  }

  /// The exporter with the sender of the JDK, which drops less than the one of OkHttp.
  private static SpanSource sdk(boolean tuned, int port) {
    CountingExporter exporter =
        new CountingExporter(
            OtlpHttpSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + port + "/v1/traces")
                .build(),
            new LongAdder());
    BatchSpanProcessorBuilder processor = BatchSpanProcessor.builder(exporter);
    if (tuned) {
      processor
          .setMaxQueueSize(TUNED_QUEUE)
          .setMaxExportBatchSize(TUNED_BATCH)
          .setScheduleDelay(200, TimeUnit.MILLISECONDS);
    }
    SdkTracerProvider tracers =
        SdkTracerProvider.builder().addSpanProcessor(processor.build()).build();
    return new SpanSource(
        spans(tracers.get("bench")),
        () -> tracers.forceFlush().join(DRAIN.toSeconds(), TimeUnit.SECONDS),
        exporter.delivered()::sum);
  }

  private static Runnable spans(Tracer tracer) {
    return () ->
        tracer
            .spanBuilder("GET /orders/{id}")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(Keys.METHOD, "GET")
            .setAttribute(Keys.ROUTE, "/orders/{id}")
            .setAttribute(Keys.STATUS, 200L)
            .startSpan()
            .end();
  }

  private record CountingExporter(SpanExporter exporter, LongAdder delivered)
      implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int count = spans.size();
      CompletableResultCode result = exporter.export(spans);
      result.whenComplete(() -> {
        if (result.isSuccess()) {
          delivered.add(count);
        }
      });
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
