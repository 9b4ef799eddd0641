package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ExportResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneMetricsTest extends MemoryLanes {
  private static final Attributes LANE =
      Attributes.builder().put("sink", "fake").put("signal", "logs").build();

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();

  private Map<String, MetricData> collect() {
    Map<String, MetricData> metrics = new TreeMap<>();
    reader.collectAllMetrics().forEach(metric -> metrics.put(metric.getName(), metric));
    return metrics;
  }

  private static long value(MetricData metric) {
    return switch (metric.getType()) {
      case LONG_GAUGE -> metric.getLongGaugeData().getPoints().iterator().next().getValue();
      default -> metric.getLongSumData().getPoints().iterator().next().getValue();
    };
  }

  @Test
  void eachAccountIsAMetricOfItsLane() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    LaneOptions options =
        new LaneOptions(
            100,
            1_000,
            10,
            100,
            Duration.ZERO,
            SECOND,
            new Backoff(Duration.ofHours(1), Duration.ofHours(1)));
    Lane<Integer> lane =
        lane(
            options,
            batch ->
                switch (calls.incrementAndGet()) {
                  case 1 -> ExportResult.delivered();
                  case 2 -> new ExportResult.Rejected("http 400");
                  case 3 -> new ExportResult.Retry("down");
                  default -> ExportResult.delivered();
                });
    lane.offer(1);
    flush(lane);
    lane.offer(2);
    settle(lane);
    lane.offer(60);
    await().until(() -> lane.stats().retries() == 1);
    lane.offer(70);
    lane.offer(2_000);
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(reader).build()) {
      LaneMetrics.register(meters.get("test"), new Lanes(List.copyOf(started)));
      Map<String, MetricData> metrics = collect();
      Map<String, Long> values = new TreeMap<>();
      metrics.forEach((name, metric) -> {
        if (!name.equals("obs.lane.dropped")) {
          values.put(name.substring("obs.lane.".length()) + " " + metric.getUnit(), value(metric));
          assertEquals(LANE, metric.getData().getPoints().iterator().next().getAttributes(), name);
        }
        assertTrue(metric.getDescription().endsWith("."), name);
      });
      Map<String, Long> expected = new TreeMap<>();
      expected.put("offered {record}", 5L);
      expected.put("refused {record}", 1L);
      expected.put("accepted {record}", 3L);
      expected.put("recovered {record}", 0L);
      expected.put("delivered {record}", 1L);
      expected.put("dead_lettered {record}", 0L);
      expected.put("queued {record}", 1L);
      expected.put("waiting {record}", 1L);
      expected.put("unprotected {record}", 0L);
      expected.put("retries {retry}", 1L);
      expected.put("failing ", 1L);
      expected.put("spool.size By", 0L);
      expected.put("spool.limit By", 0L);
      expected.put("memory.size By", 130L);
      expected.put("memory.limit By", 1_000L);
      assertEquals(expected, values);
      Map<Attributes, Long> dropped = new java.util.HashMap<>();
      metrics
          .get("obs.lane.dropped")
          .getLongSumData()
          .getPoints()
          .forEach(point -> dropped.put(point.getAttributes(), point.getValue()));
      assertEquals(
          Map.of(
              LANE.toBuilder().put("reason", "http 400").build(),
              1L,
              LANE.toBuilder().put("reason", "shutdown").build(),
              0L),
          dropped);
    }
  }
}
