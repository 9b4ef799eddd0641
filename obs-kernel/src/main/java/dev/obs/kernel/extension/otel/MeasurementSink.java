package dev.obs.kernel.extension.otel;

import dev.obs.spi.Exporters;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import java.util.List;

/// A metric exporter of OpenTelemetry's as a sink.
record MeasurementSink(ConfigurableMetricExporterProvider provider, String type)
    implements MetricSink {

  @Override
  public List<Setting<?>> settings() {
    return List.of(Properties.SETTING);
  }

  @Override
  public MetricOutlet open(ExtensionContext context) throws SettingException {
    return Exporters.of(
        OpenTelemetryExporters.create(
            provider, type, Properties.of(context, provider), provider::createExporter));
  }
}
