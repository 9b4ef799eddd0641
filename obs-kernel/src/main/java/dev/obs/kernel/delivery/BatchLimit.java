package dev.obs.kernel.delivery;

/// The size of the next batch: what the options allow, and less for a while after there was not
/// enough memory for one. One thread only.
final class BatchLimit {
  private static final long LEAST_BYTES = 16 << 10;
  private static final int MOST_HALVINGS = 16;

  /// Successful batches before the limit is raised again.
  private static final int CALM = 8;

  private final int records;
  private final long bytes;
  private int halvings;
  private int successes;

  BatchLimit(LaneOptions options) {
    this(options.batch(), options.batchMemory());
  }

  BatchLimit(int records, long bytes) {
    this.records = records;
    this.bytes = bytes;
  }

  /// Records in a batch at most.
  int records() {
    return Math.max(1, records >> halvings);
  }

  /// Bytes of records in a batch at most.
  long bytes() {
    return Math.max(Math.min(bytes, LEAST_BYTES), bytes >> halvings);
  }

  /// There was not enough memory.
  void shrink() {
    halvings = Math.min(halvings + 1, MOST_HALVINGS);
    successes = 0;
  }

  /// A batch succeeded.
  void succeeded() {
    if (halvings > 0 && ++successes == CALM) {
      halvings--;
      successes = 0;
    }
  }
}
