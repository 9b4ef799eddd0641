package dev.obs.spi;

/// A measurement of one part of the system, such as memory or file systems.
public non-sealed interface SystemProbe extends Extension {

  /// Registers instruments on [ExtensionContext#meter]. Their callbacks must only return the last
  /// sample of [Probe#sample], so that a scrape never waits for the system.
  Probe open(ExtensionContext context) throws Exception;
}
