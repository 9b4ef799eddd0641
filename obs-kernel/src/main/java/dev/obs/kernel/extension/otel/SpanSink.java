package dev.obs.kernel.extension.otel;

import dev.obs.spi.Exporter;
import dev.obs.spi.Exporters;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// A span exporter of OpenTelemetry's as a sink.
record SpanSink(ConfigurableSpanExporterProvider provider, String type) implements TraceSink {

  @Override
  public List<Setting<?>> settings() {
    return List.of(Properties.SETTING);
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
    return Exporters.of(
        OpenTelemetryExporters.create(
            provider, type, Properties.of(context, provider), provider::createExporter));
  }
}
