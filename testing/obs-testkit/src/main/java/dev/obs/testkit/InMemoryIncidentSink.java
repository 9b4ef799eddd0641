package dev.obs.testkit;

import dev.obs.model.Incident;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import java.time.Duration;
import java.util.List;

/// A sink that keeps incidents, for tests of applications. Its type is `in-memory`. Thread-safe.
///
/// ```java
/// InMemoryIncidentSink incidents = new InMemoryIncidentSink();
/// try (Obs obs = Obs.builder()
///     .with(incidents)
///     .set("telemetry.incidents.exporters", "in-memory")
///     .set("telemetry.incidents.hold", "0")
///     .global(false)
///     .start()) {
///   obs.health().register("db", HealthKind.READINESS, HealthStatus::unhealthy);
///   Incident db = incidents.await(1, Duration.ofSeconds(10)).getFirst();
/// }
/// ```
public final class InMemoryIncidentSink implements IncidentSink {
  private final Memory<Incident> memory = new Memory<>("incidents");

  /// Creates an empty sink.
  public InMemoryIncidentSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public Exporter<Incident> open(ExtensionContext context) {
    return batch -> memory.add(batch.stream().filter(Incident::news).toList());
  }

  /// Returns all incidents so far, in the order of their arrival, without reminders.
  public List<Incident> incidents() {
    return memory.all();
  }

  /// Waits for the given number of incidents.
  ///
  /// @return all incidents so far
  /// @throws AssertionError if there are fewer at the end of the time; the message lists them
  public List<Incident> await(int count, Duration timeout) {
    return memory.await(count, timeout, incident -> incident.state() + " " + incident.key());
  }

  /// Sets the result of all further exports, to test undeliverable incidents; incidents of an
  /// undelivered batch are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Removes all incidents.
  public void reset() {
    memory.reset();
  }
}
