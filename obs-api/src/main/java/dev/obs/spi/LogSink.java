package dev.obs.spi;

import io.opentelemetry.sdk.logs.data.LogRecordData;

/// Sends log records to one backend.
public non-sealed interface LogSink extends Extension {

  /// Opens an exporter. Must return quickly: connect on the first export, not here, so that a
  /// backend that is down delays nobody.
  ///
  /// @throws SettingException if a setting turns out to be unusable; the kernel adds its place
  /// @throws Exception for any other reason; the sink is put aside and named in the report
  Exporter<LogRecordData> open(ExtensionContext context) throws Exception;
}
