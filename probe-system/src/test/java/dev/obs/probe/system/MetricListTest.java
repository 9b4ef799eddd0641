package dev.obs.probe.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The metrics of the probes compared with `metrics.txt`, which was written by hand from the
/// semantic conventions 1.44.0: name, instrument, unit and attributes.
class MetricListTest {

  @Test
  void metricsAreThoseOfTheConventions() throws Exception {
    TestContext context = new TestContext();
    List<Probe> probes = new ArrayList<>();
    for (SystemProbe probe : probes()) {
      probes.add(probe.open(context));
    }
    sample(probes);
    System.gc();
    await()
        .until(() -> {
          sample(probes);
          return context.metric("jvm.gc.duration").isPresent();
        });
    assertEquals(expected(), lines(context.metrics()));
    for (Probe probe : probes) {
      probe.close();
    }
  }

  private static void sample(List<Probe> probes) throws Exception {
    for (Probe probe : probes) {
      probe.sample();
    }
  }

  /// Returns the discovered probes, but with swap space, which not every machine has, and with a
  /// longer time limit.
  private static List<SystemProbe> probes() {
    return ServiceLoader.load(SystemProbe.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(probe ->
            switch (probe) {
              case MemoryProbe memory ->
                  new MemoryProbe(() -> new MemoryReading(new Memory(9, 3), 8, 2, 1, 1));
              case FilesystemProbe filesystem ->
                  new FilesystemProbe(
                      () -> Mount.all(Path.of("/")), Space::read, Duration.ofMinutes(1));
              default -> probe;
            })
        .toList();
  }

  private static String expected() throws IOException {
    try (InputStream list = MetricListTest.class.getResourceAsStream("metrics.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String lines(Collection<MetricData> metrics) {
    return metrics.stream()
        .map(metric ->
            String.join(
                " | ",
                metric.getName(),
                instrument(metric),
                metric.getUnit(),
                metric.getData().getPoints().stream()
                    .flatMap(point -> point.getAttributes().asMap().keySet().stream())
                    .map(AttributeKey::getKey)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "))))
        .map(String::strip)
        .sorted()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String instrument(MetricData metric) {
    return switch (metric.getType()) {
      case LONG_SUM -> sum(metric.getLongSumData().isMonotonic()) + " of long";
      case DOUBLE_SUM -> sum(metric.getDoubleSumData().isMonotonic()) + " of double";
      case LONG_GAUGE -> "gauge of long";
      case DOUBLE_GAUGE -> "gauge of double";
      default -> "histogram";
    };
  }

  private static String sum(boolean monotonic) {
    return monotonic ? "counter" : "up-down counter";
  }
}
