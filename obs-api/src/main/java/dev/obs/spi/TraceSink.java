package dev.obs.spi;

import io.opentelemetry.sdk.trace.data.SpanData;

/// A backend for spans.
public non-sealed interface TraceSink extends Extension {

  /// Opens an exporter. Must return quickly: connect on the first export, not here, so that an
  /// unavailable backend does not delay the start.
  ///
  /// @throws SettingException if a setting turns out to be unusable; the kernel adds its place
  /// @throws Exception for any other reason; the sink is disabled and listed in the report
  Exporter<SpanData> open(ExtensionContext context) throws Exception;
}
