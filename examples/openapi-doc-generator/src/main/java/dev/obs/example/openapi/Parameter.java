package dev.obs.example.openapi;

import java.util.Map;

/// A parameter of an operation.
///
/// @param in `path`, `query`, `header` or `cookie`
record Parameter(
    String name, String in, boolean required, boolean deprecated, Map<String, Object> schema) {

  String key() {
    return in + " " + name;
  }

  boolean isIn(String place) {
    return in.equals(place);
  }

  Parameter named(String other) {
    return new Parameter(other, in, required, deprecated, schema);
  }

  Parameter requiredIf(boolean condition) {
    return new Parameter(name, in, required && condition, deprecated, schema);
  }
}
