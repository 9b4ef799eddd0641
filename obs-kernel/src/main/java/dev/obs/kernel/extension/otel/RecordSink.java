package dev.obs.kernel.extension.otel;

import dev.obs.spi.Exporter;
import dev.obs.spi.Exporters;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;

/// A log record exporter of OpenTelemetry's as a sink.
record RecordSink(ConfigurableLogRecordExporterProvider provider, String type) implements LogSink {

  @Override
  public List<Setting<?>> settings() {
    return List.of(Properties.SETTING);
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) throws SettingException {
    return Exporters.of(
        OpenTelemetryExporters.create(
            provider, type, Properties.of(context, provider), provider::createExporter));
  }
}
