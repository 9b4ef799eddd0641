package dev.obs.model;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A value that must not be shown: a password, an API key, a header. [#toString] hides it.
///
/// The value of a secret from a file changes with the file, so [#reveal] is called for each use.
public final class Secret {
  private final Supplier<String> value;

  /// @param value the value to hide
  public Secret(String value) {
    String fixed = Objects.requireNonNull(value);
    this.value = () -> fixed;
  }

  private Secret(Supplier<String> value) {
    this.value = value;
  }

  /// Creates a secret whose value may change.
  ///
  /// @param current returns the value for the next use
  public static Secret of(Supplier<String> current) {
    return new Secret(Objects.requireNonNull(current));
  }

  /// Returns another form of this secret, such as with a scheme before it, which follows its
  /// changes.
  ///
  /// @param form computes the form from a value
  public Secret map(UnaryOperator<String> form) {
    return new Secret(() -> form.apply(reveal()));
  }

  /// Returns the present value itself, for the one place that sends it.
  public String reveal() {
    return value.get();
  }

  /// Compares the present values.
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.reveal().equals(reveal());
  }

  @Override
  public int hashCode() {
    return reveal().hashCode();
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
