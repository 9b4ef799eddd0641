package dev.obs.kernel.delivery;

import dev.obs.spi.RecordNumbers;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The numbers of the records of a lane: sequence numbers for those in the spool, a count for those
/// in memory only. They cost nothing for a record unless the exporter asks. Used by one thread.
final class Numbering {
  private final Supplier<UUID> spool;
  private @Nullable UUID memory;
  private long next;

  /// @param spool the id of the spool, for batches that are stored
  Numbering(Supplier<UUID> spool) {
    this.spool = spool;
  }

  /// Numbers a batch, unless its delivery has begun.
  void begin(Batch<?> batch) {
    if (!batch.isStarted() && !batch.isStored()) {
      batch.number(next);
      next += batch.size();
    }
  }

  /// The numbers of a part of a batch.
  RecordNumbers of(Batch<?> batch, int[] part) {
    return new RecordNumbers() {
      @Override
      public UUID source() {
        return batch.isStored() ? spool.get() : memory();
      }

      @Override
      public long of(int index) {
        return batch.number(part[index]);
      }
    };
  }

  private UUID memory() {
    UUID made = memory == null ? UUID.randomUUID() : memory;
    memory = made;
    return made;
  }
}
