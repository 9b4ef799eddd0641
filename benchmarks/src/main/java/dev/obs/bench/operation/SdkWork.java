package dev.obs.bench.operation;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

/// An operation written with OpenTelemetry's SDK: a span that is current, attributes set after the
/// start as `Operation.with` sets them, and a histogram of durations by operation, read by the
/// Prometheus exporter. The attributes of the histogram are made beforehand.
final class SdkWork implements Work {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final AttributeKey<Long> CPU = AttributeKey.longKey("operation.cpu");
  private static final AttributeKey<Long> MEMORY = AttributeKey.longKey("operation.memory");

  private final Kind kind;
  private final SdkSpans spans;
  private final SdkMeterProvider meters;
  private final Tracer tracer;
  private final DoubleHistogram duration;
  private final LongHistogram cpu;
  private final LongHistogram memory;
  private final String[] names;
  private final Attributes[] attributes;
  private final int sinks;

  SdkWork(Kind kind, Shape shape) {
    this.kind = kind;
    sinks = shape.sinks();
    spans = new SdkSpans(kind.isSampled(), sinks);
    tracer = spans.provider().get("bench");
    meters =
        SdkMeterProvider.builder()
            .registerMetricReader(PrometheusMetricReader.create())
            .registerView(
                InstrumentSelector.builder().setName("*").build(),
                View.builder().setCardinalityLimit(Shape.NAME_LIMIT).build())
            .build();
    Meter meter = meters.get("bench");
    duration = meter.histogramBuilder("operation.duration").setUnit("s").build();
    cpu = meter.histogramBuilder("operation.cpu").ofLongs().setUnit("ns").build();
    memory = meter.histogramBuilder("operation.memory").ofLongs().setUnit("By").build();
    names = shape.operations();
    attributes =
        Stream.of(names)
            .map(name -> Attributes.of(AttributeKey.stringKey("operation"), name))
            .toArray(Attributes[]::new);
  }

  @Override
  public void run(int index) {
    switch (kind) {
      case SAMPLED, UNSAMPLED -> operation(index);
      case SHIPPED -> operationWithCosts(index);
      case SPAN ->
          tracer
              .spanBuilder(names[index])
              .setAttribute(Keys.METHOD, METHOD)
              .setAttribute(Keys.ROUTE, ROUTE)
              .setAttribute(Keys.STATUS, STATUS)
              .startSpan()
              .end();
    }
  }

  private void operation(int index) {
    long start = System.nanoTime();
    Span span = tracer.spanBuilder(names[index]).startSpan();
    try (Scope _ = span.makeCurrent()) {
      note(span);
      duration.record((System.nanoTime() - start) * 1e-9, attributes[index]);
    } finally {
      span.end();
    }
  }

  private void operationWithCosts(int index) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    Span span = tracer.spanBuilder(names[index]).startSpan();
    try (Scope _ = span.makeCurrent()) {
      note(span);
      nanos = THREADS.getCurrentThreadCpuTime() - nanos;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      duration.record((System.nanoTime() - start) * 1e-9, attributes[index]);
      cpu.record(nanos, attributes[index]);
      memory.record(bytes, attributes[index]);
      span.setAttribute(CPU, nanos).setAttribute(MEMORY, bytes);
    } finally {
      span.end();
    }
  }

  private static void note(Span span) {
    span.setAttribute(Keys.METHOD, METHOD)
        .setAttribute(Keys.ROUTE, ROUTE)
        .setAttribute(Keys.STATUS, STATUS);
  }

  @Override
  public long lost(long done) {
    return kind.isSampled() ? done - spans.exported() / sinks : 0;
  }

  @Override
  public void close() {
    spans.close();
    meters.close();
  }
}
