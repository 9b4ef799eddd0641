package dev.obs.http.listener;

import java.util.List;

/// The `Accept` header of a request (RFC 9110, section 12.5.1).
///
/// ```java
/// Accept accept = Accept.parse("application/json;q=0.5, text/*");
/// accept.quality("text/plain");       // 1.0
/// accept.quality("application/json"); // 0.5
/// accept.quality("image/png");        // 0.0
/// ```
public final class Accept {
  private static final String ANY = "*/*";

  private final Preferences preferences;

  private Accept(Preferences preferences) {
    this.preferences = preferences;
  }

  /// Reads a header; an empty one accepts everything.
  public static Accept parse(String header) {
    return new Accept(Preferences.parse(header.isBlank() ? ANY : header));
  }

  /// How much the client wants a media type, 0 (not at all) to 1. The most specific range counts.
  ///
  /// @param type such as `text/plain`
  /// @param versions the values of the parameter `version` that can be offered; a range that asks
  ///   for another one does not count. None given: whatever the version
  public double quality(String type, String... versions) {
    List<String> offered = List.of(versions);
    double quality = preferences.weightOf(type, offered);
    if (quality < 0) {
      quality = preferences.weightOf(type.substring(0, type.indexOf('/')) + "/*", offered);
    }
    if (quality < 0) {
      quality = preferences.weightOf(ANY, offered);
    }
    return Math.max(quality, 0);
  }

  /// Whether the header names a media type, not only a range with a wildcard.
  public boolean names(String type) {
    return preferences.weightOf(type, List.of()) > 0;
  }
}
