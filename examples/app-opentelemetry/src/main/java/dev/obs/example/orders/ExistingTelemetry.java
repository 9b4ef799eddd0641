package dev.obs.example.orders;

import dev.obs.api.Pipeline;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/// The existing OpenTelemetry of the application, set up by its environment (`OTEL_SERVICE_NAME`,
/// `OTEL_TRACES_SAMPLER` ...), with its own span processor. Only the parts of the pipeline are new;
/// its exporters are switched off, because `telemetry.yaml` defines all destinations.
final class ExistingTelemetry {
  private static final Map<String, String> NO_EXPORTERS =
      Map.of(
          "otel.traces.exporter", "none",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none");

  private ExistingTelemetry() {}

  static OpenTelemetry setUp(Pipeline pipeline) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> NO_EXPORTERS)
        .addTracerProviderCustomizer((tracers, config) ->
            tracers
                .addSpanProcessor(new TenantProcessor())
                .addSpanProcessor(pipeline.spanProcessor()))
        .addMeterProviderCustomizer((meters, config) -> {
          pipeline.metricReaders().forEach(meters::registerMetricReader);
          return meters;
        })
        .addLoggerProviderCustomizer(
            (loggers, config) -> loggers.addLogRecordProcessor(pipeline.logRecordProcessor()))
        .disableShutdownHook() // the application closes, in order
        .build()
        .getOpenTelemetrySdk();
  }
}
