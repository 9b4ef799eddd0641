package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.List;

/// Keeps log records, for tests of applications. Its type is `in-memory`. Thread-safe.
///
/// ```java
/// InMemoryLogSink logs = new InMemoryLogSink();
/// try (Obs obs = Obs.builder()
///     .with(logs)
///     .set("telemetry.logging.exporters", "in-memory")
///     .global(false)
///     .start()) {
///   new Shop(obs).order();
///   obs.flush(Duration.ofSeconds(5));
///   LogRecordData line = logs.await(1, Duration.ofSeconds(5)).getFirst();
/// }
/// ```
public final class InMemoryLogSink implements LogSink {
  private final Memory<LogRecordData> memory = new Memory<>("log records");

  /// Empty.
  public InMemoryLogSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) {
    return memory::add;
  }

  /// All log records so far, in the order of their arrival.
  public List<LogRecordData> records() {
    return memory.all();
  }

  /// Waits until there are so many.
  ///
  /// @return all log records so far
  /// @throws AssertionError if there are fewer when the time is up; it names those there are
  public List<LogRecordData> await(int count, Duration timeout) {
    return memory.await(count, timeout, log -> String.valueOf(log.getBodyValue()));
  }

  /// Answers so from now on, to test what becomes of log records that cannot be delivered; those of
  /// a batch that is not delivered are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Forgets all.
  public void reset() {
    memory.reset();
  }
}
