package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Place;
import org.jspecify.annotations.Nullable;

/// The origin of a value.
///
/// @param precedence the layer that set it
/// @param where as [dev.obs.api.ConfigurationException.Problem#where] names it
/// @param shown as `obs check` names it
/// @param place its place, if it is in the file or in another source
record Origin(Precedence precedence, String where, String shown, @Nullable Place place) {

  /// The layers that set values, the weakest first.
  enum Precedence {
    DEFAULT,
    FILE,
    SOURCE,
    ENVIRONMENT,
    CODE
  }

  static final Origin DEFAULT = new Origin(Precedence.DEFAULT, "default", "default", null);
  static final Origin CODE = new Origin(Precedence.CODE, "code", "code", null);

  static Origin at(Place place) {
    return place.isInFile()
        ? new Origin(Precedence.FILE, place.toString(), place.file() + ":" + place.line(), place)
        : new Origin(Precedence.SOURCE, place.toString(), place.toString(), place);
  }

  static Origin environment(String name) {
    return new Origin(Precedence.ENVIRONMENT, name, "environment variable " + name, null);
  }

  boolean weakerThan(Origin other) {
    return precedence.compareTo(other.precedence) < 0;
  }

  boolean isDefault() {
    return precedence == Precedence.DEFAULT;
  }

  boolean isEnvironment() {
    return precedence == Precedence.ENVIRONMENT;
  }
}
