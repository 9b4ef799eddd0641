package dev.obs.kernel.delivery;

/// A record that estimates its size itself, because it knows which of its parts are shared with
/// other records.
public interface SizedRecord {
  /// Returns how many bytes of the heap the contents of the record keep alive: its texts and
  /// attributes.
  long contentBytes();
}
