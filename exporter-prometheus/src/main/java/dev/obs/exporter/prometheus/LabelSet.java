package dev.obs.exporter.prometheus;

/// An encoded set of labels: `code="200",otel_scope_name="shop"`.
///
/// There is one object for each text, so a family marks those it has shown to notice a second
/// series with the same labels.
final class LabelSet {
  private final byte[] text;
  private long shownBy;

  LabelSet(byte[] text) {
    this.text = text;
  }

  boolean isEmpty() {
    return text.length == 0;
  }

  byte[] text() {
    return text;
  }

  /// Whether it is new to a family.
  ///
  /// @param family a number above 0 that no other family on any page has
  boolean showFor(long family) {
    boolean fresh = shownBy != family;
    shownBy = family;
    return fresh;
  }
}
