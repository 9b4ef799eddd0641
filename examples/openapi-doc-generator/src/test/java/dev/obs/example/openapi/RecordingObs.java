package dev.obs.example.openapi;

import dev.obs.api.Health;
import dev.obs.api.Obs;
import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.model.OperationRecord;
import dev.obs.model.OperationSummary;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A runtime that records an application's use of it.
final class RecordingObs implements Obs, Operations {
  final List<Recorded> operations = new ArrayList<>();
  private final Deque<Recorded> running = new ArrayDeque<>();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();
  boolean closed;

  RecordingObs() {}

  /// Returns the value of each counter, by name and attributes.
  Map<String, Long> counters() {
    Map<String, Long> values = new TreeMap<>();
    metrics
        .collectAllMetrics()
        .forEach(metric ->
            metric
                .getLongSumData()
                .getPoints()
                .forEach(point ->
                    values.put(
                        metric.getName() + List.copyOf(point.getAttributes().asMap().values()),
                        point.getValue())));
    return values;
  }

  @Override
  public OpenTelemetry openTelemetry() {
    return telemetry;
  }

  @Override
  public Operations operations() {
    return this;
  }

  @Override
  public Operation start(String name, String correlationId) {
    Recorded operation = new Recorded(name, correlationId, running.peek());
    operations.add(operation);
    running.push(operation);
    return operation;
  }

  @Override
  public void close() {
    closed = true;
    telemetry.close();
  }

  @Override
  public Health health() {
    throw new UnsupportedOperationException();
  }

  @Override
  public KernelView view() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean flush(Duration limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SortedMap<String, OperationSummary> summary() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OperationRecord> recent() {
    throw new UnsupportedOperationException();
  }

  /// A recorded operation.
  final class Recorded implements Operation {
    final String name;
    final String correlationId;
    final Recorded parent;
    final Map<String, Object> metadata = new LinkedHashMap<>();
    Throwable failure;
    boolean ended;

    private Recorded(String name, String correlationId, Recorded parent) {
      this.name = name;
      this.correlationId = correlationId;
      this.parent = parent;
    }

    @Override
    public Operation with(String key, String value) {
      metadata.put(key, value);
      return this;
    }

    @Override
    public Operation with(String key, long value) {
      metadata.put(key, value);
      return this;
    }

    @Override
    public Operation with(String key, double value) {
      metadata.put(key, value);
      return this;
    }

    @Override
    public Operation with(String key, boolean value) {
      metadata.put(key, value);
      return this;
    }

    @Override
    public Operation fail(Throwable failure) {
      this.failure = failure;
      return this;
    }

    @Override
    public Span span() {
      return Span.getInvalid();
    }

    @Override
    public void close() {
      ended = true;
      running.remove(this);
    }
  }
}
