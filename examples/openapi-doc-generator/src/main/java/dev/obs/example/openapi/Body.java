package dev.obs.example.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a request or a response carries: a schema for each media type.
///
/// @param required whether it must be there; of a response always
record Body(boolean required, Map<String, Map<String, Object>> content) {

  /// What may carry the one or the other; of two schemas for one media type the first is kept.
  Body merge(Body other) {
    Map<String, Map<String, Object>> union = new TreeMap<>(other.content);
    union.putAll(content);
    return new Body(required && other.required, union);
  }

  /// The merger of two where either may be missing, which makes the other optional.
  static @Nullable Body either(@Nullable Body one, @Nullable Body other) {
    if (one != null && other != null) {
      return one.merge(other);
    }
    Body only = one == null ? other : one;
    return only == null ? null : new Body(false, only.content);
  }
}
