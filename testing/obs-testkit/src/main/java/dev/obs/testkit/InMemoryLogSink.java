package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.List;

/// A sink that keeps log records, for tests of applications. Its type is `in-memory`. Thread-safe.
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

  /// Creates an empty sink.
  public InMemoryLogSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) {
    return memory::add;
  }

  /// Returns all log records so far, in the order of their arrival.
  public List<LogRecordData> records() {
    return memory.all();
  }

  /// Waits for the given number of log records.
  ///
  /// @return all log records so far
  /// @throws AssertionError if there are fewer at the end of the time; the message lists them
  public List<LogRecordData> await(int count, Duration timeout) {
    return memory.await(count, timeout, log -> String.valueOf(log.getBodyValue()));
  }

  /// Sets the result of all further exports, to test undeliverable log records; log records of an
  /// undelivered batch are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Removes all log records.
  public void reset() {
    memory.reset();
  }
}
