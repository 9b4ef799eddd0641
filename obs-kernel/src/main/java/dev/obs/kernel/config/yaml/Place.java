package dev.obs.kernel.config.yaml;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import java.util.List;

/// A place in the configuration file or in another source.
///
/// @param file the file as the user named it, or the place as another source names it
/// @param line counted from 1; 0 in another source
/// @param column counted from 1, in code points; 0 in another source
public record Place(String file, int line, int column) {
  /// A place in a source other than the file.
  public static Place elsewhere(String name) {
    return new Place(name, 0, 0);
  }

  /// Whether it is in the file.
  public boolean isInFile() {
    return line > 0;
  }

  /// The exception for an error in the form of the file, after which reading on makes no sense.
  ConfigurationException fatal(String message) {
    return new ConfigurationException(List.of(new Problem(toString(), message)));
  }

  @Override
  public String toString() {
    return isInFile() ? file + ":" + line + ":" + column : file;
  }
}
