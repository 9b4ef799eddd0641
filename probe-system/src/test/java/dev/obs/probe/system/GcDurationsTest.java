package dev.obs.probe.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Probe;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class GcDurationsTest {

  @Test
  void collectionIsRecordedWithNameActionAndConventionalBuckets() throws Exception {
    TestContext context = new TestContext();
    try (Probe probe = new JvmProbe().open(context)) {
      probe.sample();
      System.gc();
      await().until(() -> context.metric("jvm.gc.duration").isPresent());
      MetricData metric = context.metric("jvm.gc.duration").orElseThrow();
      HistogramPointData point = metric.getHistogramData().getPoints().iterator().next();
      assertEquals(List.of(0.01, 0.1, 1.0, 10.0), point.getBoundaries());
      assertTrue(point.getCount() > 0);
      assertTrue(point.getSum() < 60, "in seconds");
      assertTrue(
          ManagementFactory.getGarbageCollectorMXBeans().stream()
              .map(GarbageCollectorMXBean::getName)
              .toList()
              .contains(point.getAttributes().get(AttributeKey.stringKey("jvm.gc.name"))));
    }
  }

  @Test
  void samplesDoNotMultiplyTheListeners() throws Exception {
    TestContext context = new TestContext();
    try (Probe probe = new JvmProbe().open(context)) {
      probe.sample();
      probe.sample();
      probe.sample();
      long before = collections();
      System.gc();
      await().until(() -> recorded(context) > 0);
      assertTrue(recorded(context) <= collections() - before, "more records than collections");
    }
  }

  @Test
  void nothingIsRecordedAfterClose() throws Exception {
    TestContext closed = new TestContext();
    Probe probe = new JvmProbe().open(closed);
    probe.sample();
    probe.close();
    probe.sample(); // one that was late
    TestContext open = new TestContext();
    try (Probe witness = new JvmProbe().open(open)) {
      witness.sample();
      long before = recorded(closed);
      System.gc();
      await().until(() -> recorded(open) > 0);
      assertEquals(before, recorded(closed));
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long recorded(TestContext context) {
    return context
        .metric("jvm.gc.duration")
        .map(metric ->
            metric.getHistogramData().getPoints().stream()
                .mapToLong(HistogramPointData::getCount)
                .sum())
        .orElse(0L);
  }
}
