package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.yaml.Place;
import org.jspecify.annotations.Nullable;

/// An error or a notice of a reader or rule.
///
/// @param severity whether it ends the start
/// @param place its place in the file, null if it is elsewhere
/// @param where the place, the name of an environment variable or `code`; empty if it has none
/// @param message the message in lower case, with a remedy
record Finding(Severity severity, @Nullable Place place, String where, String message) {

  /// Whether a finding ends the start.
  enum Severity {
    /// Ends the start.
    ERROR,
    /// Is shown only.
    NOTICE
  }

  static Finding error(Place place, String message) {
    return new Finding(Severity.ERROR, place, place.toString(), message);
  }

  static Finding error(Origin origin, String message) {
    return new Finding(Severity.ERROR, origin.place(), origin.where(), message);
  }

  /// An error without a place.
  static Finding error(String message) {
    return new Finding(Severity.ERROR, null, "", message);
  }

  static Finding notice(Place place, String message) {
    return new Finding(Severity.NOTICE, place, place.toString(), message);
  }

  static Finding notice(Origin origin, String message) {
    return new Finding(Severity.NOTICE, origin.place(), origin.where(), message);
  }

  boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    return new Problem(where, message).toString();
  }
}
