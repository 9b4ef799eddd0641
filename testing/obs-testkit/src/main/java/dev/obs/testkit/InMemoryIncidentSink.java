package dev.obs.testkit;

import dev.obs.model.Incident;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import java.time.Duration;
import java.util.List;

/// Keeps incidents, for tests of applications. Its type is `in-memory`. Thread-safe.
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

  /// Empty.
  public InMemoryIncidentSink() {}

  @Override
  public String type() {
    return "in-memory";
  }

  @Override
  public Exporter<Incident> open(ExtensionContext context) {
    return batch -> memory.add(batch.stream().filter(Incident::news).toList());
  }

  /// All incidents so far, in the order of their arrival, without what was no news.
  public List<Incident> incidents() {
    return memory.all();
  }

  /// Waits until there are so many.
  ///
  /// @return all incidents so far
  /// @throws AssertionError if there are fewer when the time is up; it names those there are
  public List<Incident> await(int count, Duration timeout) {
    return memory.await(count, timeout, incident -> incident.state() + " " + incident.key());
  }

  /// Answers so from now on, to test what becomes of incidents that cannot be told; those of a
  /// batch that is not delivered are not kept.
  public void answer(ExportResult result) {
    memory.answer(result);
  }

  /// Forgets all.
  public void reset() {
    memory.reset();
  }
}
