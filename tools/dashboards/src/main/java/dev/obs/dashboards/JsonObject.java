package dev.obs.dashboards;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// A JSON object that keeps the order of its members. Values are strings, numbers, booleans, lists
/// of these, and objects.
final class JsonObject {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// Adds a member or replaces it.
  JsonObject put(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /// Adds the members of another object.
  JsonObject putAll(JsonObject other) {
    members.putAll(other.members);
    return this;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  void forEach(BiConsumer<String, Object> action) {
    members.forEach(action);
  }
}
