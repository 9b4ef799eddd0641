package dev.obs.kernel.lane;

import dev.obs.kernel.guard.Supervisor;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A lane that holds in memory what it has accepted: one worker takes items off the queue, hands
/// them to the exporter in batches, and settles each batch before it takes the next.
///
/// @param <T> the signal's data
public final class MemoryLane<T> extends Lane<T> {
  private final Delivery<T> delivery;
  private final Exporter<T> exporter;
  private final Thread worker;

  /// @param sink the sink's type
  /// @param signal `traces`, `metrics`, `logs` or `incidents`
  public MemoryLane(
      String sink,
      String signal,
      LaneOptions options,
      Exporter<T> exporter,
      Supervisor supervisor) {
    super(sink, signal, options);
    this.exporter = exporter;
    delivery = new Delivery<>(toString(), exporter, options, ledger, supervisor, _ -> 0, true);
    worker = supervisor.threads().laneThread("lane-" + threadName(), this::run);
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
    intake.hurry();
  }

  @Override
  List<Thread> workers() {
    return List.of(worker);
  }

  @Override
  public void closeBooks() {
    ledger.close(queue.entered(), true, SHUTDOWN);
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

  private void run() {
    List<T> batch = new ArrayList<>(options.batch());
    boolean waits = !options.delay().isZero();
    while (true) {
      intake.await(waits ? options.delay().toNanos() : Long.MAX_VALUE, waits ? options.batch() : 1);
      fill(batch, options.batch());
      if (!batch.isEmpty()) {
        ledger.accept(batch.size());
        Settlement settled = delivery.deliver(List.copyOf(batch));
        ledger.drop(settled.pending().length, SHUTDOWN);
        batch.clear();
      } else if (closing) {
        break;
      }
    }
    try {
      exporter.close();
    } catch (IOException | RuntimeException failure) {
      delivery.report("cannot be closed cleanly", failure.toString());
    }
  }
}
