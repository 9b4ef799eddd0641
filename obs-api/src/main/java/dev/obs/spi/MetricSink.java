package dev.obs.spi;

/// Sends metrics to one backend, or offers them for collection.
public non-sealed interface MetricSink extends Extension {

  /// Opens the outlet: [MetricOutlet.Push] if the kernel is to push, [MetricOutlet.Pull] if
  /// somebody comes to collect. Must return quickly, but a listening port is bound here.
  ///
  /// @throws SettingException if a setting turns out to be unusable, such as a port that is taken
  /// @throws Exception for any other reason; the sink is put aside and named in the report
  MetricOutlet open(ExtensionContext context) throws Exception;
}
