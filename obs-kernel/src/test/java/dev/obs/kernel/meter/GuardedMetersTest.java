package dev.obs.kernel.meter;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.testkit.RecordingLogger;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedMetersTest {
  private static final String FAILURES = "obs.callback.failures";

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider sdk =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final RecordingLogger logger = new RecordingLogger();
  private final Supervisor supervisor = new Supervisor(new KernelThreads(), logger, text -> text);
  private final GuardedMeters meters = new GuardedMeters(sdk, supervisor);
  private final Meter meter = meters.get("shop");
  private final CountDownLatch hang = new CountDownLatch(1);

  @AfterEach
  void close() {
    hang.countDown();
    meters.close();
    sdk.close();
    supervisor.close();
  }

  @Test
  void everyKindOfCallbackObserves() {
    meter.counterBuilder("a").buildWithCallback(m -> m.record(1));
    meter.counterBuilder("b").ofDoubles().buildWithCallback(m -> m.record(1.5));
    meter.upDownCounterBuilder("c").buildWithCallback(m -> m.record(-1));
    meter.upDownCounterBuilder("d").ofDoubles().buildWithCallback(m -> m.record(-1.5));
    meter.gaugeBuilder("e").buildWithCallback(m -> m.record(2.5));
    meter.gaugeBuilder("f").ofLongs().setUnit("By").buildWithCallback(m -> m.record(7));
    ObservableLongMeasurement whole = meter.gaugeBuilder("g").ofLongs().buildObserver();
    ObservableDoubleMeasurement decimal = meter.counterBuilder("h").ofDoubles().buildObserver();
    meter.batchCallback(
        () -> {
          whole.record(3);
          decimal.record(4.5);
        },
        whole,
        decimal);
    assertEquals(
        Map.of("a", 1.0, "b", 1.5, "c", -1.0, "d", -1.5, "e", 2.5, "f", 7.0, "g", 3.0, "h", 4.5),
        collect());
  }

  @Test
  void aClosedCallbackIsNotCalled() {
    AtomicInteger calls = new AtomicInteger();
    ObservableLongCounter counter =
        meter.counterBuilder("a").buildWithCallback(m -> m.record(calls.incrementAndGet()));
    assertEquals(Map.of("a", 1.0), collect());
    counter.close();
    collect();
    assertEquals(1, calls.get());
  }

  @Test
  void aCallbackThatThrowsCostsItsOwnInstrumentOnly() {
    meter
        .gaugeBuilder("error")
        .buildWithCallback(m -> {
          m.record(1);
          throw new NoClassDefFoundError("gone");
        });
    meter
        .gaugeBuilder("endless")
        .buildWithCallback(m -> {
          throw new StackOverflowError();
        });
    meter.gaugeBuilder("none").buildWithCallback(null);
    meter.gaugeBuilder("fine").buildWithCallback(m -> m.record(1));
    collect(); // whether it counts its own failures depends on the order of the meters
    double before = collect().get(FAILURES);
    assertEquals(Map.of("fine", 1.0, FAILURES, before + 3), collect());
    assertTrue(
        logger.lines().stream()
            .anyMatch(line -> line.contains("instrument error failed: java.lang.NoClassDef")),
        logger.lines()::toString);
  }

  @Test
  void aCallbackThatHangsIsNamedAndCountedAndDelaysOneCollectionOnly() {
    AtomicInteger calls = new AtomicInteger();
    meter
        .gaugeBuilder("hangs")
        .buildWithCallback(m -> {
          calls.incrementAndGet();
          waitForTheEnd();
        });
    meter.gaugeBuilder("fine").buildWithCallback(m -> m.record(1, Attributes.empty()));
    for (int i = 0; i < 50; i++) { // each of them would take a second
      assertEquals(1.0, collect().get("fine"));
    }
    assertEquals(1, calls.get());
    assertTrue(
        logger.lines().stream().anyMatch(line -> line.contains("instrument hangs takes long")));
    assertEquals(
        "hangs",
        reader.collectAllMetrics().stream()
            .filter(metric -> metric.getName().equals(FAILURES))
            .flatMap(metric -> metric.getData().getPoints().stream())
            .map(point -> point.getAttributes().get(AttributeKey.stringKey("instrument")))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aSlowCallbackShowsTheValueOfItsLastCall() {
    meter
        .gaugeBuilder("slow")
        .buildWithCallback(m -> {
          waitForTheEnd();
          m.record(5);
        });
    assertNull(collect().get("slow"));
    hang.countDown();
    await().until(() -> Double.valueOf(5).equals(collect().get("slow")));
  }

  private void waitForTheEnd() {
    try {
      hang.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Double> collect() {
    Map<String, Double> values = new TreeMap<>();
    for (MetricData metric : reader.collectAllMetrics()) {
      for (PointData point : metric.getData().getPoints()) {
        values.merge(metric.getName(), value(point), Double::sum);
      }
    }
    return values;
  }

  private static double value(PointData point) {
    return point instanceof LongPointData whole
        ? whole.getValue()
        : ((DoublePointData) point).getValue();
  }
}
