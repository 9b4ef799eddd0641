package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.api.Obs;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import dev.obs.spi.ExportResult;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The metrics of the kernel's state, which alerts and dashboards use.
class StateMetricsTest {
  @TempDir Path folder;

  /// The last value of each point of a metric.
  private static Map<String, Long> points(Fakes.Metrics sink, String name) {
    return sink.metrics.stream()
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getData().getPoints().stream())
        .map(LongPointData.class::cast)
        .collect(
            Collectors.toMap(
                point -> List.copyOf(point.getAttributes().asMap().values()).toString(),
                LongPointData::getValue,
                (old, last) -> last));
  }

  private static boolean has(Fakes.Metrics sink, String name, String attributes, long value) {
    return points(sink, name).getOrDefault(attributes, -1L) == value;
  }

  @Test
  void tellWhichChecksAreUpAndWhichLanesFail() throws IOException {
    Fakes.Metrics metrics = new Fakes.Metrics();
    AtomicBoolean well = new AtomicBoolean();
    Fakes.Sink broken =
        new Fakes.Sink(
            "broken",
            () ->
                batch -> well.get() ? ExportResult.delivered() : new ExportResult.Retry("refused"));
    String yaml =
        """
        telemetry:
          tracing: {exporters: [broken], schedule_delay: 1ms}
          metrics: {exporters: [fake], collection_interval: 20ms}
        health: {checks: {interval: 10ms}}
        """;
    try (Obs obs = Fakes.start(folder, yaml, broken, metrics)) {
      obs.health().register("db", HealthKind.READINESS, () -> HealthStatus.of(well.get()));
      obs.operations().run("checkout", () -> {});

      await().until(() -> has(metrics, "obs.lane.failing", "[traces, broken]", 1));
      assertEquals(0, points(metrics, "obs.lane.failing").get("[metrics, fake]"));
      assertEquals(0, points(metrics, "obs.lane.dropped").get("[shutdown, traces, broken]"));
      assertEquals(0, points(metrics, "obs.health.check.up").get("[db, readiness]"));
      assertEquals(0, points(metrics, "obs.health.up").get("[readiness]"));
      assertEquals(1, points(metrics, "obs.health.up").get("[liveness]"));

      well.set(true);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> has(metrics, "obs.lane.failing", "[traces, broken]", 0));
      await().until(() -> has(metrics, "obs.health.up", "[readiness]", 1));
      assertEquals(1, points(metrics, "obs.health.check.up").get("[db, readiness]"));
    }
  }
}
