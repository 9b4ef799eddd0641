package dev.obs.exporter.file;

import dev.obs.exporter.file.json.OtlpJsonEncoder;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.util.List;

/// The sink of metrics to files.
public final class FileMetricSink implements MetricSink {

  /// Creates the sink; does no I/O.
  public FileMetricSink() {}

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
  public MetricOutlet open(ExtensionContext context) throws SettingException {
    return new MetricOutlet.Push(
        FileExporter.open(
            context, "metrics", new OtlpJsonEncoder(FileExporter.shortening(context))::metrics));
  }
}
