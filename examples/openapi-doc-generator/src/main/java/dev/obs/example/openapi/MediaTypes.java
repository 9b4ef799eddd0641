package dev.obs.example.openapi;

import java.util.List;
import java.util.TreeSet;

/// A reader of `@Produces`, `@Consumes` and their Spring counterparts.
final class MediaTypes {

  private MediaTypes() {}

  /// Returns the media types of these values without parameters, except those that Spring negates.
  static List<String> of(List<String> values) {
    TreeSet<String> types = new TreeSet<>();
    for (String value : values) {
      for (String type : value.split(",", -1)) {
        String plain = type.split(";", 2)[0].strip();
        if (plain.indexOf('/') > 0 && !plain.startsWith("!")) {
          types.add(plain);
        }
      }
    }
    return List.copyOf(types);
  }
}
