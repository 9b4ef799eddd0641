package dev.obs.exporter.prometheus;

/// An encoded set of labels: `code="200",otel_scope_name="shop"`.
///
/// There is one object per text, so that a family marks the sets it has shown to detect a second
/// series with the same labels.
final class LabelSet {
  private final byte[] text;
  private long shownBy;

  LabelSet(byte[] text) {
    this.text = text;
  }

  byte[] text() {
    return text;
  }

  /// Marks the set and returns whether it is new to a family.
  ///
  /// @param family a number above 0 that is unique among the families of all pages
  boolean showFor(long family) {
    boolean fresh = shownBy != family;
    shownBy = family;
    return fresh;
  }
}
