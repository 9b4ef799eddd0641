package dev.obs.kernel.config;

import org.jspecify.annotations.Nullable;

/// Where a value came from.
///
/// @param source how strong it is
/// @param where what [dev.obs.api.ConfigurationException.Problem#where] says about it
/// @param shown what `obs check` says about it
/// @param place its place, if it stands in the file
record Origin(Source source, String where, String shown, @Nullable Place place) {

  /// The sources of values, the weakest first.
  enum Source {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    CODE
  }

  static final Origin DEFAULT = new Origin(Source.DEFAULT, "default", "default", null);
  static final Origin CODE = new Origin(Source.CODE, "code", "code", null);

  static Origin file(Place place) {
    return new Origin(Source.FILE, place.toString(), place.file() + ":" + place.line(), place);
  }

  static Origin environment(String name) {
    return new Origin(Source.ENVIRONMENT, name, "environment variable " + name, null);
  }

  boolean weakerThan(Origin other) {
    return source.compareTo(other.source) < 0;
  }
}
