package dev.obs.spi;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The answer of a check: up or down, with details that may be shown to anyone who can reach the
/// endpoint, so without secrets, host names of others or exception texts.
///
/// @param up whether it is well
/// @param details figures behind the answer, sorted by name
public record HealthStatus(boolean up, SortedMap<String, String> details) {

  /// Copies the details.
  public HealthStatus {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /// Well.
  public static HealthStatus healthy() {
    return new HealthStatus(true, new TreeMap<>());
  }

  /// Not well.
  public static HealthStatus unhealthy() {
    return new HealthStatus(false, new TreeMap<>());
  }

  /// Up or down by a condition.
  public static HealthStatus of(boolean up) {
    return up ? healthy() : unhealthy();
  }

  /// The same with one more detail.
  public HealthStatus with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(name, String.valueOf(value));
    return new HealthStatus(up, new TreeMap<>(more));
  }
}
