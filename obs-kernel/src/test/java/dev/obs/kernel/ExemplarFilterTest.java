package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The measurements that become exemplars, of one in a span and one outside.
class ExemplarFilterTest {
  @TempDir Path folder;

  private final Fakes.Metrics metrics = new Fakes.Metrics();

  @ParameterizedTest
  @CsvSource({"trace_based, 1", "always_on, '1,2'", "always_off, ''"})
  void followTheFilter(String filter, String expected) throws IOException {
    assertEquals(expected, exemplars(", exemplar_filter: " + filter));
  }

  @Test
  void areThoseInSampledSpansByDefault() throws IOException {
    assertEquals("1", exemplars(""));
  }

  private String exemplars(String filter) throws IOException {
    String yaml =
        "telemetry: {metrics: {exporters: [fake], collection_interval: 1h" + filter + "}}";
    try (Obs obs = Fakes.start(folder, yaml, metrics)) {
      DoubleHistogram histogram =
          obs.openTelemetry().getMeter("shop").histogramBuilder("price").build();
      histogram.record(2_000);
      obs.operations().run("order", () -> histogram.record(1));
      assertTrue(obs.flush(Duration.ofSeconds(10)));
    }
    Set<Integer> values =
        metrics.metrics.stream()
            .filter(metric -> metric.getName().equals("price"))
            .flatMap(metric -> metric.getHistogramData().getPoints().stream())
            .flatMap(point -> point.getExemplars().stream())
            .map(exemplar -> exemplar.getValue() == 1 ? 1 : 2)
            .collect(Collectors.toSet());
    return values.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
  }
}
