package dev.obs.kernel.delivery;

import dev.obs.kernel.delivery.DeadLetterQueue.Rejected;
import dev.obs.kernel.supervision.Worker;
import java.util.List;
import java.util.UUID;

/// A lane that holds in memory what it has accepted: records are accepted when they are taken off
/// the queue for a batch.
///
/// @param <T> the signal's data
public final class MemoryLane<T> extends Lane<T> {
  private final Worker deliverer;

  /// A lane that is not started.
  public MemoryLane(LaneSpec<T> spec) {
    super(spec);
    deliverer = deliverer();
  }

  @Override
  boolean next() {
    awaitBatch(trigger, Long.MAX_VALUE);
    boolean last = closing; // asked before: nothing enters after
    poll(limit, batch::add);
    if (batch.isEmpty()) {
      return !last;
    }
    ledger.accept(batch.size());
    return true;
  }

  @Override
  void settle() {
    settleUnstored();
  }

  @Override
  int keep(List<Rejected<T>> rejected) {
    return 0;
  }

  @Override
  UUID spoolId() {
    throw new IllegalStateException("a lane in memory has no spool");
  }

  @Override
  boolean awaitSettled(long target, long deadline) throws InterruptedException {
    return ledger.await(() -> ledger.settled() >= target, deadline);
  }

  @Override
  List<Worker> workers() {
    return List.of(deliverer);
  }

  @Override
  long waitingOnDisk() {
    return 0;
  }

  @Override
  long spoolBytes() {
    return 0;
  }

  @Override
  long spoolLimit() {
    return 0;
  }
}
