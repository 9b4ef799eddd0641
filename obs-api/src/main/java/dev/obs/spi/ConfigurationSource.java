package dev.obs.spi;

/// A source of settings beside `telemetry.yaml`, such as the configuration system of the
/// application. Its values are checked as those of the file are, and errors name their places.
///
/// A value of a source wins over the file, and loses to environment variables and to code. Of
/// several sources, those of [dev.obs.api.ObsBuilder#with(ConfigurationSource)] win over those that
/// [java.util.ServiceLoader] finds, and later ones over earlier ones.
///
/// Keys are those of the file. They also match without regard to case, `-` and `_`, so that
/// `sample-rate` and `sampleRate` are `sample_rate`. Values are written as in the file, with these
/// differences: a text with commas may be a list, a text that is empty sets nothing, and `${...}`
/// is not replaced, because a source resolves its own references.
public interface ConfigurationSource {

  /// Returns the name for messages about the source as a whole, such as `Spring's environment`.
  String name();

  /// Reads all values. Called once for each load of the configuration, on the thread that loads it.
  ///
  /// @throws dev.obs.api.ConfigurationException for errors with places of their own; any other
  ///   exception is an error of the configuration as well
  ConfigurationValue.Mapping read() throws Exception;
}
