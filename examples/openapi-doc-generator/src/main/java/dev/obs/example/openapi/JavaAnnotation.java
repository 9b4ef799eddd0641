package dev.obs.example.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A compiled annotation. Elements left at their default are absent.
///
/// @param type the annotation's binary name
/// @param elements strings, boxed primitives, enum constants by name, classes by name, nested
///   annotations, and lists of these
record JavaAnnotation(String type, Map<String, Object> elements) {

  JavaAnnotation {
    elements = Map.copyOf(elements);
  }

  /// Returns the text of the element, or null if it is absent.
  @Nullable String text(String element) {
    List<String> texts = texts(element);
    return texts.isEmpty() ? null : texts.getFirst();
  }

  /// Returns the texts of the first of these elements that is present: the members of an array, or
  /// one.
  List<String> texts(String... names) {
    for (String name : names) {
      Object value = elements.get(name);
      if (value instanceof List<?> list && !list.isEmpty()) {
        List<String> texts = new ArrayList<>();
        list.forEach(member -> texts.add(member.toString()));
        return texts;
      } else if (value != null && !(value instanceof List<?>)) {
        return List.of(value.toString());
      }
    }
    return List.of();
  }

  boolean flag(String element, boolean fallback) {
    return elements.get(element) instanceof Boolean value ? value : fallback;
  }
}
