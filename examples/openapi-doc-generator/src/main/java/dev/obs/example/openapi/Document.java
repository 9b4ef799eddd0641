package dev.obs.example.openapi;

import java.util.List;
import java.util.SortedMap;

/// An OpenAPI document of one jar.
///
/// @param title the API's title, taken from the jar
/// @param version the API's version, taken from the jar
/// @param classes how many classes were read
/// @param routes how many routes are documented, by framework (`jaxrs`, `spring`)
/// @param skipped how many entries of the jar could not be read
/// @param warnings a sentence for each of these and for whatever was left out of the document
/// @param json the document, ended by a new line; the same bytes for the same jar
public record Document(
    String title,
    String version,
    int classes,
    SortedMap<String, Integer> routes,
    int skipped,
    List<String> warnings,
    String json) {

  /// How many routes are documented.
  public int routeCount() {
    return routes.values().stream().mapToInt(Integer::intValue).sum();
  }
}
