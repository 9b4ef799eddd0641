package dev.obs.exporter.file;

import dev.obs.exporter.file.json.OtlpJsonEncoder;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// The sink of spans to files.
public final class FileTraceSink implements TraceSink {

  /// Creates the sink; does no I/O.
  public FileTraceSink() {}

  @Override
  public String type() {
    return "file";
  }

  @Override
  public List<Setting<?>> settings() {
    return FileSettings.ALL;
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    FileExporter.validate(settings);
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
    return FileExporter.open(
        context, "traces", new OtlpJsonEncoder(FileExporter.shortening(context))::traces);
  }
}
