package dev.obs.kernel.delivery;

import java.util.List;

/// Keeps the records that a backend rejected for good. Used by the thread of one delivery.
@FunctionalInterface
interface DeadLetterQueue<T> {

  /// Adds items. Never throws.
  ///
  /// @return how many of them, from the first on, were kept; the others are dropped
  int add(List<Rejected<T>> rejected);

  /// A rejected item.
  ///
  /// @param index its place in the batch
  record Rejected<T>(int index, T item, String reason) {}
}
