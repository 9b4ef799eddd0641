package dev.obs.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The result of a check: up or down, with details. Everyone who can reach the endpoint may see the
/// details, so they must not hold secrets, foreign host names or exception texts.
///
/// Details are bounded: 64 of them, with names of 128 and values of 1,024 characters; longer texts
/// are shortened and further details are left out. A null name becomes `unnamed`.
///
/// @param up whether the check is healthy
/// @param details the figures behind the result, sorted by name
public record HealthStatus(boolean up, SortedMap<String, String> details) {
  private static final int MOST = 64;
  private static final int NAME = 128;
  private static final int VALUE = 1_024;

  /// Copies the details.
  public HealthStatus {
    details = Collections.unmodifiableSortedMap(copy(details));
  }

  private static SortedMap<String, String> copy(@Nullable Map<String, String> details) {
    SortedMap<String, String> copy = new TreeMap<>();
    try {
      if (details != null) {
        details.forEach((name, value) -> put(copy, name, value));
      }
    } catch (Throwable unreadable) { // the map belongs to the check; keeps the entries read
      put(copy, "details", "unreadable");
    }
    return copy;
  }

  private static void put(Map<String, String> details, @Nullable String name, Object value) {
    String key = name == null ? "unnamed" : SafeText.shorten(name, NAME);
    if (details.size() < MOST || details.containsKey(key)) {
      details.put(key, SafeText.shorten(SafeText.of(value), VALUE));
    }
  }

  /// Returns a healthy status without details.
  public static HealthStatus healthy() {
    return new HealthStatus(true, Collections.emptySortedMap());
  }

  /// Returns an unhealthy status without details.
  public static HealthStatus unhealthy() {
    return new HealthStatus(false, Collections.emptySortedMap());
  }

  /// Returns a status that is up if the condition holds.
  public static HealthStatus of(boolean up) {
    return up ? healthy() : unhealthy();
  }

  /// Returns this status with one more detail.
  public HealthStatus with(String name, Object value) {
    SortedMap<String, String> more = new TreeMap<>(details);
    put(more, name, value);
    return new HealthStatus(up, more);
  }
}
