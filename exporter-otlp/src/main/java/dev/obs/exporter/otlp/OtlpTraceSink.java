package dev.obs.exporter.otlp;

import dev.obs.codec.OtlpEncoder;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;

/// The sink of spans over OTLP/HTTP.
public final class OtlpTraceSink implements TraceSink {

  /// Creates the sink; does no I/O.
  public OtlpTraceSink() {}

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
    OtlpConnection.validate(settings, Signal.TRACES);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    OtlpConnection.validate(settings, Signal.TRACES, refused);
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
    OtlpEncoder encoder = new OtlpEncoder(OtlpExporter.shortening(context));
    return OtlpExporter.open(context, Signal.TRACES, encoder::traces, unused -> List.of());
  }
}
