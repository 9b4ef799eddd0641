package dev.obs.bench.operation;

import dev.obs.api.Obs;
import dev.obs.api.ObsBuilder;
import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.TraceSink;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Operations and spans of Obs, with the Prometheus exporter for the histograms.
final class ObsWork implements Work {
  private final Obs obs;
  private final Operations operations;
  private final Tracer tracer;
  private final Kind kind;
  private final String[] names;

  ObsWork(Kind kind, Shape shape) {
    this.kind = kind;
    ObsBuilder builder =
        Obs.builder()
            .global(false)
            .set("telemetry.service_name", "bench")
            .set("telemetry.tracing.sample_rate", kind.isSampled() ? "1" : "0")
            .set("telemetry.tracing.queue_size", Integer.toString(Shape.QUEUE))
            .set("telemetry.tracing.batch_size", Integer.toString(Shape.BATCH))
            .set("telemetry.tracing.exporters", sinks(shape).collect(Collectors.joining(",")))
            .set("telemetry.memory.lane", "256MB")
            .set("telemetry.memory.batch", "64MB")
            .set("telemetry.metrics.exporters", "prometheus")
            .set("telemetry.prometheus.port", "0")
            .set("telemetry.operations.limit", Integer.toString(Shape.NAME_LIMIT))
            .set("telemetry.probes.interval", "1h")
            .set("telemetry.probes.which", "jvm")
            .set("health.port", "0");
    if (kind != Kind.SHIPPED) {
      builder.set("telemetry.operations.cpu", "false");
    }
    sinks(shape).forEach(type -> builder.with(new ForgettingSink(type)));
    obs = builder.start();
    operations = obs.operations();
    tracer = obs.openTelemetry().getTracer("bench");
    names = shape.operations();
  }

  private static Stream<String> sinks(Shape shape) {
    return IntStream.range(0, shape.sinks()).mapToObj(index -> "forget" + index);
  }

  @Override
  public void run(int index) {
    if (kind == Kind.SPAN) {
      tracer
          .spanBuilder(names[index])
          .setAttribute(Keys.METHOD, METHOD)
          .setAttribute(Keys.ROUTE, ROUTE)
          .setAttribute(Keys.STATUS, STATUS)
          .startSpan()
          .end();
    } else {
      try (Operation operation = operations.start(names[index])) {
        operation
            .with("http.request.method", METHOD)
            .with("http.route", ROUTE)
            .with("http.response.status_code", STATUS);
      }
    }
  }

  @Override
  public long lost(long done) {
    if (!kind.isSampled()) {
      return 0;
    }
    obs.flush(Duration.ofSeconds(10));
    return obs.view().lanes().stream()
        .filter(lane -> lane.signal().equals("traces"))
        .mapToLong(lane -> done - lane.delivered())
        .max()
        .orElse(done);
  }

  @Override
  public void close() {
    obs.close();
  }

  /// A sink that takes every span and keeps none.
  private record ForgettingSink(String type) implements TraceSink {
    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      return _ -> ExportResult.delivered();
    }
  }
}
