package dev.obs.example.openapi;

import java.util.List;
import java.util.SortedMap;

/// An OpenAPI document of one jar.
///
/// @param title the API's title, taken from the jar
/// @param version the API's version, taken from the jar
/// @param classes the number of classes that were read
/// @param routes the number of documented routes, by framework (`jaxrs`, `spring`)
/// @param skipped the number of unreadable entries of the jar
/// @param warnings a sentence for each of these and for each omission from the document
/// @param json the document, ended by a new line; the same bytes for the same jar
public record Document(
    String title,
    String version,
    int classes,
    SortedMap<String, Integer> routes,
    int skipped,
    List<String> warnings,
    String json) {

  /// Returns the number of documented routes.
  public int routeCount() {
    return routes.values().stream().mapToInt(Integer::intValue).sum();
  }
}
