package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/// A sink that keeps spans, for tests of applications. Its type is `in-memory`. Thread-safe.
///
/// ```java
/// InMemoryTraceSink traces = new InMemoryTraceSink();
/// try (Obs obs = Obs.builder()
///     .with(traces)
///     .set("telemetry.tracing.exporters", "in-memory")
///     .global(false)
///     .start()) {
///   new Shop(obs).order();
///   obs.flush(Duration.ofSeconds(5));
///   SpanData order = traces.await(1, Duration.ofSeconds(5)).getFirst();
/// }
/// ```
public final class InMemoryTraceSink implements TraceSink {
  private final Memory<SpanData> memory = new Memory<>("spans");

  /// Creates an empty sink.
  public InMemoryTraceSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) {
    return memory::add;
  }

  /// Returns all spans so far, in the order of their arrival.
  public List<SpanData> spans() {
    return memory.all();
  }

  /// Waits for the given number of spans.
  ///
  /// @return all spans so far
  /// @throws AssertionError if there are fewer at the end of the time; the message lists them
  public List<SpanData> await(int count, Duration timeout) {
    return memory.await(count, timeout, SpanData::getName);
  }

  /// Sets the result of all further exports, to test undeliverable spans; spans of an undelivered
  /// batch are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Removes all spans.
  public void reset() {
    memory.reset();
  }
}
