package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each metric sink gets the aggregation that it asks for by its settings.
class SinkAggregationTest {
  @TempDir Path folder;

  /// A sink whose setting selects the aggregation of histograms.
  private record Choosing(String type, Fakes.Metrics metrics) implements MetricSink {
    static final Setting<String> KIND =
        Setting.choice("kind", "explicit", "base2", "bug", "nothing").orElse("explicit");

    /// As the sink of OTLP has it.
    static final Setting<String> OWN =
        Setting.choice(
                "metrics.default_histogram_aggregation",
                "explicit_bucket_histogram",
                "base2_exponential_bucket_histogram")
            .orElse("explicit_bucket_histogram");

    Choosing(String type) {
      this(type, new Fakes.Metrics());
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(KIND, OWN);
    }

    @Override
    public DefaultAggregationSelector aggregation(Settings settings) {
      return switch (settings.get(KIND)) {
        case "base2" ->
            DefaultAggregationSelector.getDefault()
                .with(InstrumentType.HISTOGRAM, Aggregation.base2ExponentialBucketHistogram());
        case "bug" -> throw new IllegalStateException("a bug");
        case "nothing" -> _ -> null;
        default -> DefaultAggregationSelector.getDefault();
      };
    }

    @Override
    public MetricOutlet open(ExtensionContext context) {
      return metrics.open(context);
    }

    Set<MetricDataType> types(String name) {
      return metrics.metrics.stream()
          .filter(metric -> metric.getName().equals(name))
          .map(metric -> metric.getType())
          .collect(Collectors.toSet());
    }
  }

  @Test
  void isThatOfItsSettings() throws IOException {
    Choosing first = new Choosing("first");
    Choosing second = new Choosing("second");
    Choosing faulty = new Choosing("faulty");
    Choosing empty = new Choosing("empty");
    String yaml =
        """
        telemetry:
          metrics: {exporters: [faulty, empty, second, first], collection_interval: 1h}
          first: {kind: base2}
          faulty: {kind: bug}
          empty: {kind: nothing}
        """;
    try (Obs obs = Fakes.start(folder, yaml, first, second, faulty, empty)) {
      obs.openTelemetry().getMeter("shop").histogramBuilder("price").build().record(7);
      obs.operations().run("order", () -> {});
      assertTrue(obs.flush(Duration.ofSeconds(10)));
    }
    for (String name : List.of("price", "operation.duration")) {
      assertEquals(Set.of(MetricDataType.EXPONENTIAL_HISTOGRAM), first.types(name));
      assertEquals(Set.of(MetricDataType.HISTOGRAM), second.types(name));
      assertEquals(Set.of(MetricDataType.HISTOGRAM), faulty.types(name));
      assertEquals(Set.of(MetricDataType.HISTOGRAM), empty.types(name));
    }
  }

  @Test
  void isTheOneForAllUnlessASinkHasItsOwn() throws IOException {
    Choosing open = new Choosing("open");
    Choosing own = new Choosing("own");
    Choosing faulty = new Choosing("faulty");
    String yaml =
        """
        telemetry:
          metrics:
            exporters: [open, own, faulty]
            histograms: base2_exponential_bucket_histogram
            collection_interval: 1h
          own: {metrics: {default_histogram_aggregation: explicit_bucket_histogram}}
          faulty: {kind: bug}
        """;
    try (Obs obs = Fakes.start(folder, yaml, open, own, faulty)) {
      obs.openTelemetry().getMeter("shop").histogramBuilder("price").build().record(7);
      obs.operations().run("order", () -> {});
      assertTrue(obs.flush(Duration.ofSeconds(10)));
    }
    for (String name : List.of("price", "operation.duration")) {
      assertEquals(Set.of(MetricDataType.EXPONENTIAL_HISTOGRAM), open.types(name));
      assertEquals(Set.of(MetricDataType.HISTOGRAM), own.types(name));
      assertEquals(Set.of(MetricDataType.HISTOGRAM), faulty.types(name));
    }
  }
}
