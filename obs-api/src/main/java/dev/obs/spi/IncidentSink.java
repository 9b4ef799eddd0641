package dev.obs.spi;

import dev.obs.model.Incident;

/// Tells one receiver, such as a pager, about incidents.

public non-sealed interface IncidentSink extends Extension {

  /// Opens an exporter. Must return quickly: connect on the first export, not here, so that a
  /// receiver that is down delays nobody.
  ///
  /// @throws SettingException if a setting turns out to be unusable; the kernel adds its place
  /// @throws Exception for any other reason; the sink is put aside and named in the report
  Exporter<Incident> open(ExtensionContext context) throws Exception;
}
