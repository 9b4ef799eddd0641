package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.spi.Extension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Loads a configuration: reads the file, and merges it with the other [Sources].
///
/// Keeps nothing: a second configuration can be loaded while another one is in use.
public final class ConfigurationLoader {
  private static final Path USUAL = Path.of("telemetry.yaml");

  private ConfigurationLoader() {}

  /// Loads and checks the whole configuration.
  ///
  /// @param explicit the file to read; without it `TELEMETRY_CONFIG`, then `telemetry.yaml` in the
  ///   working directory if it is there, else the defaults
  /// @param environment the environment variables
  /// @param code settings by full key, which win over everything else
  /// @param extensions the result of the discovery
  /// @throws ConfigurationException with every error
  public static Configuration load(
      Optional<Path> explicit,
      Map<String, String> environment,
      Map<String, String> code,
      DiscoveredExtensions extensions) {
    return load(explicit, USUAL, environment, code, extensions);
  }

  /// The same for a service that will run in another place, where the files and variables that the
  /// file refers to may be others: they are not read.
  ///
  /// @throws ConfigurationException with every error
  public static Configuration loadForElsewhere(
      Optional<Path> explicit, Map<String, String> environment, DiscoveredExtensions extensions) {
    return load(explicit, USUAL, environment, true, Map.of(), extensions);
  }

  /// Loads some settings alone. Of the file only their values are read, so errors and unset
  /// variables in the rest of it do not matter, unless it is not YAML.
  ///
  /// @param keys the full keys of the settings
  /// @param extensions those that declare the settings
  /// @throws ConfigurationException if one of these settings has an error
  public static Configuration loadOnly(
      Optional<Path> explicit,
      Map<String, String> environment,
      Set<String> keys,
      List<Extension> extensions) {
    return loadOnly(explicit, USUAL, environment, keys, extensions);
  }

  static Configuration loadOnly(
      Optional<Path> explicit,
      Path usual,
      Map<String, String> environment,
      Set<String> keys,
      List<Extension> extensions) {
    Schema schema = new Schema(extensions);
    Optional<ConfigurationFile> file = ConfigurationFile.find(explicit, environment, usual);
    return new Sources(
            schema,
            DiscoveredExtensions.of(extensions),
            file.map(found -> FileLayer.readOnly(schema, found, environment, keys))
                .orElse(Reading.EMPTY),
            List.of(),
            Map.copyOf(environment),
            Reading.EMPTY,
            file.map(ConfigurationFile::path).orElse(null))
        .configuration();
  }

  static Configuration load(
      Optional<Path> explicit,
      Path usual,
      Map<String, String> environment,
      Map<String, String> code,
      DiscoveredExtensions extensions) {
    return load(explicit, usual, environment, false, code, extensions);
  }

  private static Configuration load(
      Optional<Path> explicit,
      Path usual,
      Map<String, String> environment,
      boolean elsewhere,
      Map<String, String> code,
      DiscoveredExtensions extensions) {
    Schema schema = new Schema(extensions.usable());
    Optional<ConfigurationFile> file = ConfigurationFile.find(explicit, environment, usual);
    return new Sources(
            schema,
            extensions,
            file.map(found ->
                    FileLayer.read(schema, found, environment, elsewhere, extensions.excuse()))
                .orElse(Reading.EMPTY),
            extensions.sources().stream()
                .map(source -> FileLayer.read(schema, source, extensions.excuse()))
                .toList(),
            Map.copyOf(environment),
            CodeLayer.read(schema, code, extensions.excuse()),
            file.map(ConfigurationFile::path).orElse(null))
        .configuration();
  }
}
