package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.Call.Outcome;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The contract of every [SystemProbe], as JUnit tests. Extend it in a test class:
///
/// ```java
/// class TemperatureConformanceTest extends ProbeConformance {
///
///   @Override
///   protected SystemProbe probe() {
///     return new TemperatureProbe();
///   }
/// }
/// ```
public abstract class ProbeConformance extends ValidationContract {
  private static final Duration COLLECTION = Duration.ofMillis(250);
  private static final String NAME = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*";

  private final List<Probe> probes = new ArrayList<>();
  private TestContext context = new TestContext();

  /// Creates the test class.
  protected ProbeConformance() {}

  /// Creates a probe, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract SystemProbe probe();

  /// Returns its settings, as in the configuration; by default none.
  protected Map<String, String> settings() {
    return Map.of();
  }

  @Override
  final Extension extension() {
    return probe();
  }

  @Override
  final Map<String, String> validSettings() {
    return settings();
  }

  @Override
  final AutoCloseable opening(ExtensionContext context) throws Exception {
    return probe().open(context);
  }

  @AfterEach
  void closeAll() {
    probes.forEach(ExtensionContract::closeAfterTest);
  }

  @Test
  void opensQuicklyAndShowsNothingWrongBeforeTheFirstSample() {
    Probe unused = opened();
    assertWellFormed(collected());
  }

  @Test
  void showsMetricsAfterASample() {
    sample(opened());
    if (collected().isEmpty()) {
      throw Rule.INSTRUMENTS.broken(
          "after a sample there is no metric", "register instruments on context.meter() in open");
    }
  }

  @Test
  void namesMeasuresAndDescribesItsMetricsByTheConventions() {
    Probe probe = opened();
    sample(probe);
    sample(probe);
    assertWellFormed(collected());
  }

  @Test
  void handsOutTheLastSampleWithoutMeasuringAgain() {
    Probe probe = opened();
    sample(probe);
    Map<String, String> first = figures(collected());
    Map<String, String> second = figures(collected());
    if (!first.equals(second)) {
      second.entrySet().removeAll(first.entrySet());
      throw Rule.CALLBACKS.broken(
          "two collections after one sample differ: " + second.keySet(),
          "keep the result of sample in a field and let the callbacks read it");
    }
  }

  @Test
  void canBeCollectedWithoutWaiting() {
    sample(opened());
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      Collection<MetricData> unused = collected();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (took.compareTo(COLLECTION) <= 0) {
        return; // the fastest counts: the machine may be busy
      }
    }
    throw Rule.CALLBACKS.broken(
        "collecting takes more than " + COLLECTION.toMillis() + " ms",
        "measure in sample and let the callbacks read the result");
  }

  @Test
  void samplesAgainAndAgain() {
    Probe probe = opened();
    for (int i = 0; i < 20; i++) {
      sample(probe);
      assertSummary(probe);
    }
    assertWellFormed(collected());
  }

  @Test
  void samplesAgainAfterAnInterrupt() {
    Probe probe = opened();
    Outcome<Boolean> interrupted =
        Call.startInterrupted(() -> sampled(probe))
            .await(Duration.ofSeconds(10), Rule.SAMPLE, "sample() on an interrupted thread");
    if (interrupted.thrown() instanceof Error error) {
      throw Rule.SAMPLE.broken(
          "interrupted, sample() threw " + error, "throw an exception, not an error", error);
    }
    sample(probe);
  }

  @Test
  void takesBackItsInstrumentsWhenClosed() {
    Probe probe = opened();
    sample(probe);
    close(probe);
    boolean empty =
        Wait.atMost(
            QUICKLY,
            () -> context.metrics().stream().allMatch(ProbeConformance::isHistogramOrEmpty));
    if (!empty) {
      throw Rule.CLOSE.broken(
          "after close() the callbacks still answer: " + figures(context.metrics()).keySet(),
          "close the result of buildWithCallback or batchCallback");
    }
  }

  @Test
  void opensTwiceIndependently() {
    Probe one = opened();
    TestContext ofOne = context;
    sample(one);
    Probe other = opened();
    sample(other);
    close(one);
    sample(other);
    if (collected().isEmpty() || context == ofOne) {
      throw Rule.INDEPENDENT.broken(
          "closing one probe silenced another", "keep no state in the extension itself");
    }
  }

  @Test
  void leavesNoThread() {
    Threads before = Threads.now();
    Probe probe = opened();
    sample(probe);
    close(probe);
    before.assertNoneLeft(Rule.THREADS, "the probe");
  }

  private Probe opened() {
    TestContext fresh = TestContext.of(probe(), settings());
    context = fresh;
    SystemProbe extension = probe();
    Outcome<Probe> outcome =
        Call.start(() -> extension.open(fresh)).await(QUICKLY, Rule.OPEN, "open");
    Probe probe = opened(outcome, "a probe", "measure in sample");
    probes.add(probe);
    return probe;
  }

  private void close(Probe probe) {
    probes.remove(probe);
    closeQuickly(probe);
  }

  private static void sample(Probe probe) {
    Outcome<Boolean> outcome =
        Call.start(() -> sampled(probe)).await(Duration.ofSeconds(10), Rule.SAMPLE, "sample()");
    if (outcome.thrown() != null) {
      throw Rule.SAMPLE.broken(
          "sample() threw " + SafeText.of(outcome.thrown()),
          "leave out values that cannot be measured here",
          outcome.thrown());
    }
  }

  private Collection<MetricData> collected() {
    TestContext here = context;
    Outcome<Collection<MetricData>> outcome =
        Call.start(here::metrics).await(Duration.ofSeconds(10), Rule.CALLBACKS, "a collection");
    if (outcome.value() == null) {
      throw new IllegalStateException("the SDK cannot collect", outcome.thrown());
    }
    // the SDK swallows a callback's exception, and the metric is missing
    return outcome.value();
  }

  private static void assertSummary(Probe probe) {
    probe
        .summary()
        .forEach((name, value) -> {
          if (value == null || !Double.isFinite(value) || !name.matches("[a-z][a-z0-9_]*")) {
            throw Rule.SUMMARY.broken(
                "the summary says " + name + " = " + value,
                "give finite figures under names such as memory_percent, and leave out the rest");
          }
        });
  }

  private static void assertWellFormed(Collection<MetricData> metrics) {
    for (MetricData metric : metrics) {
      String name = metric.getName();
      if (!name.matches(NAME)) {
        throw malformed(name, "has no name of the form system.cpu.time");
      }
      if (metric.getUnit().isBlank()) {
        throw malformed(name, "has no unit (1 for a share, {thing} for a count)");
      }
      if (metric.getDescription().isBlank()) {
        throw malformed(name, "has no description");
      }
      for (PointData point : metric.getData().getPoints()) {
        Object value = PointParts.of(point).get(Field.VALUE);
        if (value instanceof Double number && !Double.isFinite(number)) {
          throw malformed(name, "shows " + number + "; record nothing instead");
        }
      }
    }
  }

  private static AssertionError malformed(String name, String what) {
    return Rule.INSTRUMENTS.broken("the metric " + name + " " + what, "fix it where it is built");
  }

  /// Returns the values by metric and attributes, without histograms, into which others record.
  private static Map<String, String> figures(Collection<MetricData> metrics) {
    Map<String, String> figures = new TreeMap<>();
    for (MetricData metric : metrics) {
      for (PointData point : metric.getData().getPoints()) {
        if (!(point instanceof HistogramPointData)) {
          figures.put(
              metric.getName() + point.getAttributes(),
              String.valueOf(PointParts.of(point).get(Field.VALUE)));
        }
      }
    }
    return figures;
  }

  private static boolean isHistogramOrEmpty(MetricData metric) {
    return metric.getData().getPoints().stream().allMatch(HistogramPointData.class::isInstance);
  }

  private static boolean sampled(Probe probe) throws Exception {
    probe.sample();
    return true;
  }
}
