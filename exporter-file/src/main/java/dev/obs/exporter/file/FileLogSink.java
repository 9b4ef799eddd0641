package dev.obs.exporter.file;

import dev.obs.exporter.file.json.OtlpJsonEncoder;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;

/// The sink of log records to files.
public final class FileLogSink implements LogSink {

  /// Creates the sink; does no I/O.
  public FileLogSink() {}

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
  public Exporter<LogRecordData> open(ExtensionContext context) throws SettingException {
    return FileExporter.open(
        context, "logs", new OtlpJsonEncoder(FileExporter.shortening(context))::logs);
  }
}
