package dev.obs.bench.encode;

import java.util.List;

/// Batches in turn.
final class Rotation<T> {
  private final List<List<T>> batches;
  private int next;

  Rotation(List<List<T>> batches) {
    this.batches = batches;
  }

  List<T> next() {
    next = next + 1 < batches.size() ? next + 1 : 0;
    return batches.get(next);
  }
}
