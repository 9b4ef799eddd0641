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

  /// Parses a header; an empty header accepts everything.
  public static Accept parse(String header) {
    return new Accept(Preferences.parse(header.isBlank() ? ANY : header));
  }

  /// Returns the client's preference for a media type, 0 (not acceptable) to 1. The most specific
  /// range counts.
  ///
  /// @param type the media type, such as `text/plain`
  /// @param versions the available values of the parameter `version`; a range with another version
  ///   does not count. If empty, any version counts
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

  /// Returns a parameter of a media type, such as `escaping`, from the range that names the type
  /// explicitly with the highest preference; empty if there is none.
  ///
  /// @param versions see [#quality]
  public String parameter(String type, String name, String... versions) {
    return preferences.parameter(type, name, List.of(versions));
  }

  /// Returns whether the header names a media type explicitly, not only a range with a wildcard.
  public boolean names(String type) {
    return preferences.weightOf(type, List.of()) > 0;
  }
}
