package dev.obs.kernel.delivery;

import dev.obs.kernel.supervision.Worker;
import dev.obs.model.LaneStats;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The bounded queue and the workers of one sink and signal. A backend that is down or slow affects
/// no other.
///
/// Thread-safe. Applications only call [#offer], which neither waits nor throws.
///
/// @param <T> the signal's data
public abstract sealed class Lane<T> permits MemoryLane, SpooledLane {
  /// The reason of what is lost because the kernel closes.
  static final String SHUTDOWN = "shutdown";

  private final LongAdder refused = new LongAdder();
  final LaneSpec<T> spec;
  final LaneOptions options;
  final RingQueue<T> queue;
  final Ledger ledger = new Ledger();
  final BatchTrigger trigger;
  volatile boolean closing;

  /// The number of records that had entered the queue when the last flush began.
  private final AtomicLong flushUpTo = new AtomicLong();

  /// The losses that a flush has answered for.
  private final AtomicLong reported = new AtomicLong();

  Lane(LaneSpec<T> spec) {
    this.spec = spec;
    options = spec.options();
    queue = new RingQueue<>(options.capacity(), options.memory());
    trigger = new BatchTrigger(this::available, () -> closing || flushUpTo.get() > queue.left());
  }

  /// The number of records in the queue. If they have enough bytes for a batch, that is as good as
  /// any number.
  private long available() {
    return queue.bytes() >= options.batchMemory() ? Integer.MAX_VALUE : queue.size();
  }

  /// Starts its threads.
  public abstract void start();

  /// Hands an item over. Never waits, never throws.
  ///
  /// @return false if the queue has no room for it or the lane is closed; that is counted
  public final boolean offer(T item) {
    if (closing || !queue.offer(item, signal().sizeOf(item))) {
      refused.increment();
      return false;
    }
    trigger.arrived();
    return true;
  }

  /// Waits until everything offered before the call is settled.
  ///
  /// @param deadline in terms of [System#nanoTime]
  /// @return whether it was in time, and nothing was refused, dropped or dead-lettered since the
  ///   last flush
  public final boolean flush(long deadline) throws InterruptedException {
    long target = queue.entered();
    flushUpTo.accumulateAndGet(target, Math::max);
    trigger.hurry();
    if (!awaitSettled(target, deadline)) {
      return false;
    }
    long lost = refused.sum() + ledger.lost();
    return reported.getAndSet(lost) == lost;
  }

  /// Waits until everything is settled that entered the queue before a record.
  abstract boolean awaitSettled(long target, long deadline) throws InterruptedException;

  /// Takes no more items and has its threads finish what they can until the deadline, in terms of
  /// [System#nanoTime]. Returns at once.
  public abstract void beginClose(long deadline);

  /// The workers to wait for after [#beginClose].
  abstract List<Worker> workers();

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
        spec.sink(),
        signal().name(),
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
        spoolLimit(),
        queue.held(),
        options.memory(),
        balance.unprotected());
  }

  /// Fills a list with the oldest records of the queue, as many as there are up to a number and to
  /// a sum of bytes; one at least if there is one.
  ///
  /// @return their bytes, to be released when they are done with
  final long fill(List<T> batch, int records, long bytes) {
    synchronized (queue) { // its consumer is one thread at a time
      long sum = 0;
      while (batch.size() < records) {
        long next = queue.nextBytes();
        if (next < 0 || (!batch.isEmpty() && sum + next > bytes)) {
          return sum;
        }
        sum += next;
        batch.add(Objects.requireNonNull(queue.poll()));
      }
      return sum;
    }
  }

  final Signal<T> signal() {
    return spec.signal();
  }

  /// The sink's type and the signal, as in `otlp traces`.
  @Override
  public final String toString() {
    return spec.toString();
  }

  /// The same for the name of a thread.
  final String threadName() {
    return spec.sink() + "-" + signal().name();
  }
}
