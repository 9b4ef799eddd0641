package dev.obs.spi;

import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.net.URI;
import java.util.List;

/// The way metrics leave the process: pushed by the kernel, or pulled by a scrape.
public sealed interface MetricOutlet {

  /// An outlet that the kernel pushes every `telemetry.metrics.collection_interval` through a lane.
  ///
  /// @param exporter receives the batches of metrics
  /// @param temporality the temporality that the backend requires for each kind of instrument
  record Push(Exporter<MetricData> exporter, AggregationTemporalitySelector temporality)
      implements MetricOutlet {

    /// Creates an outlet that is cumulative for every instrument, as is OpenTelemetry's default.
    public Push(Exporter<MetricData> exporter) {
      this(exporter, AggregationTemporalitySelector.alwaysCumulative());
    }
  }

  /// An outlet that serves metrics itself.
  non-sealed interface Pull extends MetricOutlet, AutoCloseable {

    /// Returns the reader to register with OpenTelemetry's meter provider. It may be read before
    /// that, and then has no metrics.
    MetricReader reader();

    /// Returns the addresses that it serves.
    List<URI> addresses();

    /// Returns the same page for other endpoints, such as `/metrics` of the health server.
    ScrapePage page();

    /// Stops serving.
    @Override
    void close();
  }
}
