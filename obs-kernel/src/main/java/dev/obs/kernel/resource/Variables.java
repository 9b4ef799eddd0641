package dev.obs.kernel.resource;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Environment variables, of which blank ones count as not set.
final class Variables {
  private Variables() {}

  /// The first of some variables that is set.
  static Optional<String> first(Map<String, String> environment, String... names) {
    return Stream.of(names)
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
