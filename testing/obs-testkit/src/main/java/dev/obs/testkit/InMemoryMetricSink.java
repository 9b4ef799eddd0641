package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.List;

/// A sink that keeps metrics, for tests of applications. Its type is `in-memory`. Thread-safe.
///
/// ```java
/// InMemoryMetricSink metrics = new InMemoryMetricSink();
/// try (Obs obs = Obs.builder()
///     .with(metrics)
///     .set("telemetry.metrics.exporters", "in-memory")
///     .global(false)
///     .start()) {
///   new Shop(obs).order();
///   obs.flush(Duration.ofSeconds(5));
///   MetricData orders = metrics.await(1, Duration.ofSeconds(5)).getFirst();
/// }
/// ```
public final class InMemoryMetricSink implements MetricSink {
  private final Memory<MetricData> memory = new Memory<>("metrics");

  /// Creates an empty sink.
  public InMemoryMetricSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public MetricOutlet.Push open(ExtensionContext context) {
    return new MetricOutlet.Push(memory::add);
  }

  /// Returns all metrics so far, in the order of their arrival.
  public List<MetricData> metrics() {
    return memory.all();
  }

  /// Waits for the given number of metrics.
  ///
  /// @return all metrics so far
  /// @throws AssertionError if there are fewer at the end of the time; the message lists them
  public List<MetricData> await(int count, Duration timeout) {
    return memory.await(count, timeout, MetricData::getName);
  }

  /// Sets the result of all further exports, to test undeliverable metrics; metrics of an
  /// undelivered batch are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Removes all metrics.
  public void reset() {
    memory.reset();
  }
}
