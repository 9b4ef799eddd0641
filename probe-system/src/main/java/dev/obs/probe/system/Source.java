package dev.obs.probe.system;

/// A single reading of the system. The probe's sample pays its cost, never a scrape.
@FunctionalInterface
interface Source<T> {

  /// Returns the current figures.
  T read() throws Exception;
}
