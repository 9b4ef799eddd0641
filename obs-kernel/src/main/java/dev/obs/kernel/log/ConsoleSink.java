package dev.obs.kernel.log;

import dev.obs.kernel.config.CoreSettings;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/// Log lines on standard output. The kernel's own lines go there whether or not it is configured.
public final class ConsoleSink implements LogSink {
  /// Its type.
  public static final String TYPE = "console";

  /// For [java.util.ServiceLoader].
  public ConsoleSink() {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) {
    return new ConsoleExporter(System.out, context.get(CoreSettings.STRUCTURED));
  }
}
