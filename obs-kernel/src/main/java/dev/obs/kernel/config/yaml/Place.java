package dev.obs.kernel.config.yaml;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import java.util.List;

/// A place in the configuration file.
///
/// @param file the file as the user named it
/// @param line counted from 1
/// @param column counted from 1, in code points
public record Place(String file, int line, int column) {
  /// The exception for an error in the form of the file, after which reading on makes no sense.
  ConfigurationException fatal(String message) {
    return new ConfigurationException(List.of(new Problem(toString(), message)));
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
