package dev.obs.spi;

import dev.obs.model.Incident;

/// A receiver of incidents, such as a pager.

public non-sealed interface IncidentSink extends Extension {

  /// Opens an exporter. Must return quickly: connect on the first export, not here, so that an
  /// unavailable receiver does not delay the start.
  ///
  /// @throws SettingException if a setting turns out to be unusable; the kernel adds its place
  /// @throws Exception for any other reason; the sink is disabled and listed in the report
  Exporter<Incident> open(ExtensionContext context) throws Exception;
}
