package dev.obs.kernel.lane;

import dev.obs.kernel.guard.FaultLog;
import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.guard.Watchdog;
import dev.obs.spi.Exporter;
import dev.obs.spi.LaneStats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// One bounded queue and one worker for one sink and signal, so that a backend that is down or slow
/// harms nobody else.
///
/// Applications only ever [#offer], which neither waits nor throws. The worker takes items off the
/// queue (they count as accepted then), hands them to the exporter in batches, and settles each
/// batch before it takes the next.
///
/// @param <T> the signal's data
public final class Lane<T> {
  private final String sink;
  private final String signal;
  private final LaneOptions options;
  private final RingQueue<T> queue;
  private final LongAdder refused = new LongAdder();
  private final Ledger ledger = new Ledger();
  private final Delivery<T> delivery;
  private final Exporter<T> exporter;
  private final Thread worker;
  private final AtomicLong flushUpTo = new AtomicLong();

  private volatile boolean asleep;
  private volatile boolean closing;

  /// @param sink the sink's type
  /// @param signal `traces`, `metrics` or `logs`
  public Lane(
      String sink,
      String signal,
      LaneOptions options,
      Exporter<T> exporter,
      KernelThreads threads,
      Watchdog watchdog,
      FaultLog faults) {
    this.sink = sink;
    this.signal = signal;
    this.options = options;
    this.exporter = exporter;
    this.queue = new RingQueue<>(options.capacity());
    this.delivery =
        new Delivery<>(sink + " " + signal, exporter, options, ledger, watchdog, faults);
    this.worker = threads.laneThread("lane-" + sink + "-" + signal, this::run);
  }

  /// Starts the worker.
  public void start() {
    worker.start();
  }

  /// Hands an item over. Never waits, never throws.
  ///
  /// @return false if the queue was full or the lane closed; that is counted
  public boolean offer(T item) {
    if (closing || !queue.offer(item)) {
      refused.increment();
      return false;
    }
    if (asleep && queue.size() >= wakeAt()) {
      LockSupport.unpark(worker);
    }
    return true;
  }

  /// Waits until everything offered before the call is delivered or dropped.
  ///
  /// @param deadline in terms of [System#nanoTime]
  /// @return whether it was in time
  public boolean flush(long deadline) throws InterruptedException {
    long target = queue.entered();
    flushUpTo.accumulateAndGet(target, Math::max);
    LockSupport.unpark(worker);
    return ledger.await(target, deadline);
  }

  /// Takes no more items and tells the worker to finish what it can until the deadline, in terms of
  /// [System#nanoTime]. Returns at once.
  public void beginClose(long deadline) {
    delivery.giveUpAt(deadline);
    closing = true;
    LockSupport.unpark(worker);
  }

  /// Waits for the worker after [#beginClose].
  ///
  /// @return whether it ended before the deadline
  public boolean join(long deadline) throws InterruptedException {
    return worker.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
  }

  /// Interrupts a worker that hangs in its exporter.
  public void interrupt() {
    worker.interrupt();
  }

  /// Counts as dropped whatever is not settled by now, whether or not the worker still hangs.
  public void closeBooks() {
    ledger.close(queue.entered(), Delivery.SHUTDOWN);
  }

  /// The accounts.
  public LaneStats stats() {
    Ledger.Balance balance = ledger.balance(queue.left());
    long entered = queue.entered();
    long refusals = refused.sum();
    return new LaneStats(
        sink,
        signal,
        entered + refusals,
        refusals,
        entered - balance.accepted(),
        balance.accepted(),
        0,
        balance.delivered(),
        0,
        balance.dropped(),
        balance.waiting(),
        balance.retries(),
        delivery.failing(),
        0,
        0);
  }

  /// The sink's type and the signal, as in `otlp traces`.
  @Override
  public String toString() {
    return sink + " " + signal;
  }

  private int wakeAt() {
    return options.delay().isZero() ? 1 : options.batch();
  }

  private void run() {
    List<T> batch = new ArrayList<>(options.batch());
    while (true) {
      awaitBatch();
      fill(batch);
      if (!batch.isEmpty()) {
        delivery.deliver(List.copyOf(batch));
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

  /// Rests until there is a full batch, the delay is over, or somebody flushes or closes.
  private void awaitBatch() {
    long end = System.nanoTime() + options.delay().toNanos();
    while (resting()) {
      long left = options.delay().isZero() ? Long.MAX_VALUE : end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      asleep = true;
      if (resting()) {
        LockSupport.parkNanos(this, left);
        Thread.interrupted(); // an interrupt that came too late for the export it was meant for
      }
      asleep = false;
    }
  }

  private boolean resting() {
    return !closing && queue.size() < wakeAt() && flushUpTo.get() <= queue.left();
  }

  private void fill(List<T> batch) {
    while (batch.size() < options.batch()) {
      T item = queue.poll();
      if (item == null) {
        return;
      }
      batch.add(item);
    }
  }
}
