package dev.obs.exporter.prometheus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The translation of names, as OpenTelemetry's specification of the Prometheus exporter defines it
/// ("Translation Strategy").
enum Translation {
  UNDERSCORE_ESCAPING_WITH_SUFFIXES(true, true),
  UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES(true, false),
  NO_UTF8_ESCAPING_WITH_SUFFIXES(false, true),
  NO_TRANSLATION(false, false);

  private final boolean escapes;
  private final boolean suffixes;

  Translation(boolean escapes, boolean suffixes) {
    this.escapes = escapes;
    this.suffixes = suffixes;
  }

  static Translation of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  static List<String> texts() {
    return Stream.of(values()).map(Translation::text).toList();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns whether each reader gets names of `[a-zA-Z0-9_:]`, even one that accepts others.
  boolean escapes() {
    return escapes;
  }

  /// Returns the names for a format.
  Naming naming(Format format) {
    return new Naming(format.isUtf8(), suffixes);
  }
}
