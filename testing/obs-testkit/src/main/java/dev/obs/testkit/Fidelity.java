package dev.obs.testkit;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The losses of a format by its specification. Everything else must arrive unchanged.
///
/// Immutable.
public final class Fidelity {
  private static final Fidelity COMPLETE =
      new Fidelity(Set.of(), Integer.MAX_VALUE, Duration.ofNanos(1), key -> key, true);

  private final Set<Field> missing;
  private final int longest;
  private final Duration resolution;
  private final UnaryOperator<String> keys;
  private final boolean nonFinite;

  private Fidelity(
      Set<Field> missing,
      int longest,
      Duration resolution,
      UnaryOperator<String> keys,
      boolean nonFinite) {
    this.missing = missing;
    this.longest = longest;
    this.resolution = resolution;
    this.keys = keys;
    this.nonFinite = nonFinite;
  }

  /// Returns a fidelity without losses.
  public static Fidelity complete() {
    return COMPLETE;
  }

  /// Declares fields that the format cannot express.
  public Fidelity without(Field... fields) {
    EnumSet<Field> more = EnumSet.noneOf(Field.class);
    more.addAll(missing);
    more.addAll(Set.of(fields));
    return new Fidelity(more, longest, resolution, keys, nonFinite);
  }

  /// Declares the maximum length of attribute texts, in characters (of UTF-16).
  public Fidelity longestValue(int characters) {
    return new Fidelity(missing, characters, resolution, keys, nonFinite);
  }

  /// Declares the resolution of the format's times.
  public Fidelity resolution(Duration step) {
    return new Fidelity(missing, longest, step, keys, nonFinite);
  }

  /// Declares the conversion of attribute keys.
  public Fidelity keys(UnaryOperator<String> naming) {
    return new Fidelity(missing, longest, resolution, naming, nonFinite);
  }

  /// Declares that the format has no infinite numbers or NaN: such a value may arrive as none.
  public Fidelity withoutNonFinite() {
    return new Fidelity(missing, longest, resolution, keys, false);
  }

  boolean has(Field field) {
    return !missing.contains(field);
  }

  int longest() {
    return longest;
  }

  Duration resolution() {
    return resolution;
  }

  String key(String key) {
    return keys.apply(key);
  }

  boolean hasNonFinite() {
    return nonFinite;
  }
}
