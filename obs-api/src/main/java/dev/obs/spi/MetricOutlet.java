package dev.obs.spi;

import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.net.URI;
import java.util.List;

/// How metrics leave: pushed by the kernel, or pulled by a scrape.
public sealed interface MetricOutlet {

  /// Pushed every `telemetry.metrics.collection_interval` through a lane.
  ///
  /// @param exporter gets a batch of metrics
  /// @param temporality which temporality the backend wants for each kind of instrument
  record Push(Exporter<MetricData> exporter, AggregationTemporalitySelector temporality)
      implements MetricOutlet {

    /// Cumulative for every instrument, OpenTelemetry's default.
    public Push(Exporter<MetricData> exporter) {
      this(exporter, AggregationTemporalitySelector.alwaysCumulative());
    }
  }

  /// Pulled: the outlet serves by itself.
  non-sealed interface Pull extends MetricOutlet, AutoCloseable {

    /// Registered with OpenTelemetry's meter provider; it may be asked before that, and then has
    /// nothing to show.
    MetricReader reader();

    /// Where it serves.
    List<URI> addresses();

    /// The same page for other endpoints, such as `/metrics` of the health server.
    ScrapePage page();

    /// Stops serving.
    @Override
    void close();
  }
}
