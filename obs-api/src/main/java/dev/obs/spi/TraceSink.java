package dev.obs.spi;

import io.opentelemetry.sdk.trace.data.SpanData;

/// Sends spans to one backend.
public non-sealed interface TraceSink extends Extension {

  /// Opens an exporter. Must return quickly: connect on the first export, not here, so that a
  /// backend that is down delays nobody.
  ///
  /// @throws SettingException if a setting turns out to be unusable; the kernel adds its place
  /// @throws Exception for any other reason; the sink is put aside and named in the report
  Exporter<SpanData> open(ExtensionContext context) throws Exception;
}
