package dev.obs.kernel.delivery;

import dev.obs.kernel.supervision.Worker;
import dev.obs.model.SafeText;
import dev.obs.spi.Exporter;
import java.util.ArrayList;
import java.util.List;

/// A lane that holds in memory what it has accepted: one worker takes records off the queue, hands
/// them to the exporter in batches, and settles each batch before it takes the next.
///
/// @param <T> the signal's data
public final class MemoryLane<T> extends Lane<T> {
  private final BatchLimit limit;
  private final Delivery<T> delivery;
  private final Exporter<T> exporter;
  private final Worker worker;
  private final List<T> batch; // in delivery
  private long bytes; // of the batch

  /// A lane that is not started.
  public MemoryLane(LaneSpec<T> spec) {
    super(spec);
    exporter = spec.exporter();
    limit = new BatchLimit(options);
    batch = new ArrayList<>(options.batch());
    delivery = new Delivery<>(spec, ledger, _ -> 0, limit);
    worker = spec.supervisor().sinkWorker("lane-" + threadName(), this::round);
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  boolean awaitSettled(long target, long deadline) throws InterruptedException {
    return ledger.await(() -> ledger.settled() >= target, deadline);
  }

  @Override
  public void beginClose(long deadline) {
    delivery.giveUpAt(deadline);
    closing = true;
    trigger.hurry();
  }

  @Override
  List<Worker> workers() {
    return List.of(worker);
  }

  @Override
  public void closeBooks() {
    ledger.close(queue.entered(), 0, SHUTDOWN);
  }

  @Override
  String failing() {
    return delivery.failing();
  }

  @Override
  long spoolBytes() {
    return 0;
  }

  @Override
  long spoolLimit() {
    return 0;
  }

  private boolean round() {
    if (batch.isEmpty()) {
      boolean waits = !options.delay().isZero();
      trigger.await(
          waits ? options.delay().toNanos() : Long.MAX_VALUE, waits ? options.batch() : 1);
      boolean last = closing; // asked before: nothing enters after
      bytes = fill(batch, limit.records(), limit.bytes());
      if (batch.isEmpty()) {
        if (last) {
          close(exporter, delivery);
        }
        return !last;
      }
    } else {
      limit.shrink(); // the last round threw before the batch was settled
    }
    if (!delivery.isBusy()) {
      delivery.take(List.copyOf(batch), true);
      ledger.accept(batch.size());
    }
    BatchOutcome settled = delivery.proceed();
    ledger.drop(settled.pending().length, SHUTDOWN);
    batch.clear();
    queue.release(bytes);
    limit.succeeded();
    return true;
  }

  /// Closes an exporter after its last batch.
  static void close(Exporter<?> exporter, Delivery<?> delivery) {
    try {
      exporter.close();
    } catch (Throwable failure) { // an Error must not make the worker close it again
      delivery.report("cannot be closed cleanly", SafeText.of(failure));
    }
  }
}
