package dev.obs.kernel.delivery;

import dev.obs.kernel.delivery.DeadLetterQueue.Rejected;
import dev.obs.kernel.supervision.Worker;
import dev.obs.model.LaneStats;
import dev.obs.model.SafeText;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/// The bounded queue of one sink and signal, and the thread that delivers its records in batches. A
/// backend that is down or slow affects no other.
///
/// Thread-safe. Applications only call [#offer], which neither waits nor throws.
///
/// @param <T> the signal's data
public abstract sealed class Lane<T> permits MemoryLane, SpooledLane {
  /// The reason of what is lost because the kernel closes.
  static final String SHUTDOWN = "shutdown";

  /// The number of records that are worth an export; a batch may hold more.
  private static final int ENOUGH = 512;

  private final LongAdder refused = new LongAdder();
  private final LaneSpec<T> spec;
  final LaneOptions options;
  final RingQueue<T> queue;
  final Ledger ledger = new Ledger();
  final BatchTrigger trigger;
  final BatchLimit limit;
  final Delivery<T> delivery;
  Batch<T> batch; // in delivery; the delivering thread's own
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
    limit = new BatchLimit(options);
    delivery = new Delivery<>(spec, ledger, this::keep, limit, new Numbering(this::spoolId));
    batch = new Batch<>(options.batch());
  }

  /// The number of records in the queue. If they have enough bytes for a batch, that is as good as
  /// any number.
  private long available() {
    return queue.bytes() >= options.batchMemory() ? Integer.MAX_VALUE : queue.size();
  }

  /// Starts its threads.
  public final void start() {
    workers().forEach(Worker::start);
  }

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

  /// The thread that delivers, not started.
  final Worker deliverer() {
    return spec.supervisor().sinkWorker("lane-" + threadName(), this::deliver);
  }

  /// Delivers one batch.
  ///
  /// @return whether there is another round
  private boolean deliver() {
    if (batch.isEmpty()) {
      if (!next()) {
        end();
        return false;
      }
    } else {
      limit.shrink(); // the last round threw before the batch was settled
    }
    if (!batch.isEmpty()) {
      delivery.deliver(batch);
      settle();
      limit.succeeded();
    }
    return true;
  }

  /// Waits for records and takes those of the next batch, if there are some by then. The delivering
  /// thread only.
  ///
  /// @return false if there will be none any more
  abstract boolean next();

  /// Settles the batch, after its delivery, and makes it empty. The delivering thread only.
  abstract void settle();

  /// Keeps rejected records of the batch as dead letters, as [DeadLetterQueue#add] does.
  abstract int keep(List<Rejected<T>> rejected);

  /// The id of the spool, if records are stored. The delivering thread only.
  abstract UUID spoolId();

  /// Closes the exporter, after the last batch. The delivering thread only.
  void end() {
    try {
      spec.exporter().close();
    } catch (Throwable failure) { // an Error must not make the worker close it again
      delivery.report("cannot be closed cleanly", SafeText.of(failure));
    }
  }

  /// Waits until there are records for an export, or the lane's delay is over.
  ///
  /// @param idle how long to wait for a record in nanoseconds if the lane has no delay
  final void awaitBatch(BatchTrigger arrivals, long idle) {
    boolean waits = !options.delay().isZero();
    arrivals.await(
        waits ? options.delay().toNanos() : idle, waits ? Math.min(options.batch(), ENOUGH) : 1);
  }

  /// Takes the oldest records off the queue, as many as a limit allows; one at least if there is
  /// one.
  ///
  /// @param taker gets each with its bytes
  /// @return their bytes, to be released when they are done with
  final long poll(BatchLimit limit, ObjLongConsumer<T> taker) {
    synchronized (queue) { // its consumer is one thread at a time
      return queue.poll(limit.records(), limit.bytes(), taker);
    }
  }

  /// Settles a batch that is in memory only: what is left of it is lost with the process.
  final void settleUnstored() {
    ledger.drop(batch.pending().length, SHUTDOWN);
    queue.release(batch.bytes());
    batch.clear();
  }

  /// Takes no more items and has its threads finish what they can until the deadline, in terms of
  /// [System#nanoTime]. Returns at once.
  public void beginClose(long deadline) {
    delivery.giveUpAt(deadline);
    closing = true;
    trigger.hurry();
  }

  /// Its threads, to wait for after [#beginClose].
  abstract List<Worker> workers();

  /// Counts as dropped whatever is lost by now, whether or not a thread still hangs.
  public final void closeBooks() {
    ledger.close(queue.entered(), waitingOnDisk(), SHUTDOWN);
  }

  /// The number of accepted records on disk that are not settled.
  abstract long waitingOnDisk();

  /// The current cause of failure, empty if there is none.
  final String failing() {
    return delivery.failing();
  }

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
