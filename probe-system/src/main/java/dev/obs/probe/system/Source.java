package dev.obs.probe.system;

/// Reads the system once. What it costs is paid by the probe's sample, never by a scrape.
@FunctionalInterface
interface Source<T> {

  /// The figures now.
  T read() throws Exception;
}
