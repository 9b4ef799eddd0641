package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.api.Obs;
import dev.obs.api.ObsBuilder;
import dev.obs.model.LaneStats;
import io.opentelemetry.api.logs.Severity;
import java.time.Duration;
import java.util.Map;

/// Kernels inside the test's own process, for tests without a separate one: any number at once,
/// none of them global.
final class Kernels {
  private Kernels() {}

  /// Returns a builder of a kernel without metrics and probes.
  ///
  /// @param settings the settings by full key
  static ObsBuilder builder(Map<String, String> settings) {
    ObsBuilder builder =
        Obs.builder()
            .global(false)
            .set("health.port", "0")
            .set("telemetry.metrics.enabled", "false")
            .set("telemetry.probes.which", "");
    settings.forEach(builder::set);
    return builder;
  }

  static void emit(Obs obs, long first, int count) {
    for (long item = first; item < first + count; item++) {
      obs.openTelemetry()
          .getLogsBridge()
          .get("load")
          .logRecordBuilder()
          .setSeverity(Severity.INFO)
          .setBody("seq=" + item + " of a test")
          .emit();
    }
  }

  /// Waits until every record of a log sink is delivered, dead-lettered or dropped.
  static void awaitSettled(Obs obs, String sink, Duration limit) {
    obs.flush(limit); // the result shows whether everything was delivered
    LaneStats lane = logs(obs, sink);
    assertEquals(0, lane.queued() + lane.waiting(), () -> "not settled in time: " + lane);
  }

  /// Returns the counters of the lane of a log sink.
  static LaneStats logs(Obs obs, String sink) {
    return obs.view().lanes().stream()
        .filter(lane -> lane.sink().equals(sink) && lane.signal().equals("logs"))
        .findFirst()
        .orElseThrow();
  }
}
