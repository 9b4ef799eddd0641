package dev.obs.spi;

import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;

/// A backend that receives metrics, or an endpoint that offers them for collection.
public non-sealed interface MetricSink extends Extension {

  /// Opens the outlet: [MetricOutlet.Push] if the kernel pushes, [MetricOutlet.Pull] if a client
  /// collects. Must return quickly, but binds a listening port here.
  ///
  /// @throws SettingException if a setting turns out to be unusable, such as a port that is taken
  /// @throws Exception for any other reason; the sink is disabled and listed in the report
  MetricOutlet open(ExtensionContext context) throws Exception;

  /// Returns the aggregation that the backend requires for each kind of instrument without a view.
  /// Asked before [#open]; by default OpenTelemetry's defaults.
  ///
  /// @param settings the checked settings of its section
  default DefaultAggregationSelector aggregation(Settings settings) {
    return DefaultAggregationSelector.getDefault();
  }
}
