package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.yaml.Echo;
import dev.obs.kernel.config.yaml.TextFile;
import dev.obs.kernel.config.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the configuration file: the given path, then `TELEMETRY_CONFIG`, then `telemetry.yaml` in
/// the working directory if it is there.
///
/// @param path the file as the user named it
/// @param namedBy the addition to an error about the file itself
record ConfigurationFile(Path path, String namedBy) {
  private static final String VARIABLE = "TELEMETRY_CONFIG";
  private static final int LIMIT = 256 * 1024;

  static Optional<ConfigurationFile> find(
      Optional<Path> explicit, Map<String, String> environment, Path usual) {
    if (explicit.isPresent()) {
      return Optional.of(new ConfigurationFile(explicit.get(), ""));
    }
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      try {
        return Optional.of(new ConfigurationFile(Path.of(named), " (named by " + VARIABLE + ")"));
      } catch (InvalidPathException invalid) {
        throw fatal(VARIABLE, "is not a path: " + Echo.quote(named));
      }
    }
    return Files.exists(usual) ? Optional.of(new ConfigurationFile(usual, "")) : Optional.empty();
  }

  /// The parsed file.
  ///
  /// @throws ConfigurationException if it cannot be read or is not YAML
  YamlReader.Document read() {
    String text;
    try {
      text = TextFile.read(path, LIMIT);
    } catch (TextFile.UnreadableException unreadable) {
      String message = String.valueOf(unreadable.getMessage()) + namedBy;
      throw fatal(unreadable.where(path.toString()), message);
    }
    return YamlReader.read(path.toString(), text);
  }

  private static ConfigurationException fatal(String where, String message) {
    return new ConfigurationException(List.of(new Problem(where, message)));
  }
}
