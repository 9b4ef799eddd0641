package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/// Keeps spans, for tests of applications. Its type is `in-memory`. Thread-safe.
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

  /// Empty.
  public InMemoryTraceSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) {
    return memory::add;
  }

  /// All spans so far, in the order of their arrival.
  public List<SpanData> spans() {
    return memory.all();
  }

  /// Waits until there are so many.
  ///
  /// @return all spans so far
  /// @throws AssertionError if there are fewer when the time is up; it names those there are
  public List<SpanData> await(int count, Duration timeout) {
    return memory.await(count, timeout, SpanData::getName);
  }

  /// Answers so from now on, to test what becomes of spans that cannot be delivered; those of a
  /// batch that is not delivered are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Forgets all.
  public void reset() {
    memory.reset();
  }
}
