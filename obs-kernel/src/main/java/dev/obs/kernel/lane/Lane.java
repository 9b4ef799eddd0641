package dev.obs.kernel.lane;

import dev.obs.spi.LaneStats;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// One bounded queue and what works it off for one sink and signal, so that a backend that is down
/// or slow harms nobody else.
///
/// Applications only ever [#offer], which neither waits nor throws.
///
/// @param <T> the signal's data
public abstract sealed class Lane<T> permits MemoryLane, SpooledLane {
  /// The reason of what is lost because the kernel closes.
  static final String SHUTDOWN = "shutdown";

  private final String sink;
  private final String signal;
  private final LongAdder refused = new LongAdder();
  final LaneOptions options;
  final RingQueue<T> queue;
  final Ledger ledger = new Ledger();
  final Rest intake;
  volatile boolean closing;

  /// Up to which record of the queue somebody waits for delivery.
  private final AtomicLong flushUpTo = new AtomicLong();

  Lane(String sink, String signal, LaneOptions options) {
    this.sink = sink;
    this.signal = signal;
    this.options = options;
    queue = new RingQueue<>(options.capacity());
    intake = new Rest(queue::size, () -> closing || flushUpTo.get() > queue.left());
  }

  /// Starts its threads.
  public abstract void start();

  /// Hands an item over. Never waits, never throws.
  ///
  /// @return false if the queue was full or the lane closed; that is counted
  public final boolean offer(T item) {
    if (closing || !queue.offer(item)) {
      refused.increment();
      return false;
    }
    intake.arrived();
    return true;
  }

  /// Waits until everything offered before the call is settled.
  ///
  /// @param deadline in terms of [System#nanoTime]
  /// @return whether it was in time
  public final boolean flush(long deadline) throws InterruptedException {
    long target = queue.entered();
    flushUpTo.accumulateAndGet(target, Math::max);
    intake.hurry();
    return awaitSettled(target, deadline);
  }

  /// Waits until everything is settled that entered the queue before a record.
  abstract boolean awaitSettled(long target, long deadline) throws InterruptedException;

  /// Takes no more items and tells its threads to finish what they can until the deadline, in terms
  /// of [System#nanoTime]. Returns at once.
  public abstract void beginClose(long deadline);

  /// The threads to wait for after [#beginClose].
  abstract List<Thread> workers();

  /// Counts as dropped whatever is lost by now, whether or not a thread still hangs.
  public abstract void closeBooks();

  /// The current cause of failure, empty if there is none.
  abstract String failing();

  /// Bytes on disk.
  abstract long spoolBytes();

  /// Bytes that it may take on disk.
  abstract long spoolLimit();

  /// The accounts.
  public final LaneStats stats() {
    Ledger.Balance balance = ledger.balance();
    long entered = Math.max(queue.entered(), balance.taken());
    long refusals = refused.sum();
    return new LaneStats(
        sink,
        signal,
        entered + refusals + balance.recovered(),
        refusals,
        entered - balance.taken(),
        balance.taken() + balance.recovered(),
        balance.recovered(),
        balance.delivered(),
        balance.deadLettered(),
        balance.dropped(),
        balance.waiting(),
        balance.retries(),
        failing(),
        spoolBytes(),
        spoolLimit());
  }

  /// Fills a list with what stands in the queue, up to a size.
  final void fill(List<T> batch, int size) {
    while (batch.size() < size) {
      T item = queue.poll();
      if (item == null) {
        return;
      }
      batch.add(item);
    }
  }

  /// The sink's type and the signal, as in `otlp traces`.
  @Override
  public final String toString() {
    return sink + " " + signal;
  }

  /// The same for the name of a thread.
  final String threadName() {
    return sink + "-" + signal;
  }
}
