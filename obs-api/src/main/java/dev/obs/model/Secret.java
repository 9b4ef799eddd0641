package dev.obs.model;

import java.util.Objects;

/// A value that must not be shown: a password, an API key, a header. [#toString] hides it.
public final class Secret {
  private final String value;

  /// @param value the value to hide
  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /// Returns the value itself, for the one place that sends it.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
