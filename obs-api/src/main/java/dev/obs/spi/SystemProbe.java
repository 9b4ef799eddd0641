package dev.obs.spi;

/// Measures one part of the system, such as memory or file systems.
public non-sealed interface SystemProbe extends Extension {

  /// Registers instruments on [ExtensionContext#meter]. Their callbacks must only hand out what
  /// [Probe#sample] last found, so that a scrape never waits for the system.
  Probe open(ExtensionContext context) throws Exception;
}
