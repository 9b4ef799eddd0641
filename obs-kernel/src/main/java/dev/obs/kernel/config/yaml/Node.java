package dev.obs.kernel.config.yaml;

import java.util.List;
import java.util.Map;

/// A part of the configuration file as it was written: scalars keep their text, everything its
/// place.
public sealed interface Node {

  Place place();

  /// Its kind, for people.
  String kind();

  /// Whether it is YAML's null: nothing at all, or one of the words for it.
  default boolean isNothing() {
    return false;
  }

  /// A scalar.
  ///
  /// @param text the text without quotes
  /// @param plain whether it stood without quotes
  record Text(String text, boolean plain, Place place) implements Node {

    @Override
    public boolean isNothing() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String kind() {
      return isNothing() ? "nothing" : "text";
    }
  }

  /// A sequence.
  record Sequence(List<Node> items, Place place) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /// A mapping.
  record Mapping(Map<String, Entry> entries, Place place) implements Node {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /// One entry of a mapping.
  ///
  /// @param place the place of the key
  record Entry(Place place, Node value) {}
}
