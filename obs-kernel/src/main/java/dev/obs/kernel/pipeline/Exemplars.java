package dev.obs.kernel.pipeline;

import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;

/// The filter of exemplars. The class is apart because older versions of OpenTelemetry have no such
/// filter.
final class Exemplars {
  private Exemplars() {}

  /// Sets the filter.
  ///
  /// @param choice the value of the setting
  static void filter(SdkMeterProviderBuilder builder, String choice) {
    builder.setExemplarFilter(
        switch (choice) {
          case "always_on" -> ExemplarFilter.alwaysOn();
          case "always_off" -> ExemplarFilter.alwaysOff();
          default -> ExemplarFilter.traceBased();
        });
  }
}
