package dev.obs.exporter.otlp;

import dev.obs.codec.OtlpEncoder;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;
import java.util.function.Consumer;

/// The sink of log records over OTLP/HTTP.
public final class OtlpLogSink implements LogSink {

  /// Creates the sink; does no I/O.
  public OtlpLogSink() {}

  @Override
  public String type() {
    return "otlp";
  }

  @Override
  public List<Setting<?>> settings() {
    return OtlpSettings.ALL;
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    OtlpConnection.validate(settings, Signal.LOGS);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    OtlpConnection.validate(settings, Signal.LOGS, refused);
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) throws SettingException {
    OtlpEncoder encoder = new OtlpEncoder(OtlpExporter.shortening(context));
    return OtlpExporter.open(context, Signal.LOGS, encoder::logs, unused -> List.of());
  }
}
