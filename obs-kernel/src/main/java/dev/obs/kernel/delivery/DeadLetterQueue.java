package dev.obs.kernel.delivery;

import java.util.List;

/// Puts aside what a backend rejected for good.
@FunctionalInterface
interface DeadLetterQueue<T> {

  /// Keeps items.
  ///
  /// @return how many of them, from the first on, were kept; the others are dropped
  int add(List<Rejected<T>> rejected);

  /// A rejected item.
  ///
  /// @param index its place in the batch
  record Rejected<T>(int index, T item, String reason) {}
}
