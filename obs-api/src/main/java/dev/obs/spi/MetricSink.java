package dev.obs.spi;

/// A backend that receives metrics, or an endpoint that offers them for collection.
public non-sealed interface MetricSink extends Extension {

  /// Opens the outlet: [MetricOutlet.Push] if the kernel pushes, [MetricOutlet.Pull] if a client
  /// collects. Must return quickly, but binds a listening port here.
  ///
  /// @throws SettingException if a setting turns out to be unusable, such as a port that is taken
  /// @throws Exception for any other reason; the sink is disabled and listed in the report
  MetricOutlet open(ExtensionContext context) throws Exception;
}
