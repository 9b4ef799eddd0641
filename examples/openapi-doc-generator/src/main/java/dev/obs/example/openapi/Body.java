package dev.obs.example.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The body of a request or response: a schema for each media type.
///
/// @param required whether it is required; true for a response
record Body(boolean required, Map<String, Map<String, Object>> content) {

  /// Returns a body that allows either; of two schemas for one media type the first is kept.
  Body merge(Body other) {
    Map<String, Map<String, Object>> union = new TreeMap<>(other.content);
    union.putAll(content);
    return new Body(required && other.required, union);
  }

  /// Merges two bodies of which either may be missing, which makes the other optional.
  static @Nullable Body either(@Nullable Body one, @Nullable Body other) {
    if (one != null && other != null) {
      return one.merge(other);
    }
    Body only = one == null ? other : one;
    return only == null ? null : new Body(false, only.content);
  }
}
