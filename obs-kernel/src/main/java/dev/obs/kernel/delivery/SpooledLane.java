package dev.obs.kernel.delivery;

import dev.obs.kernel.delivery.DeadLetterQueue.Rejected;
import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.Worker;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A lane that answers for what it has accepted even if the process dies: one thread writes what
/// the queue holds to the spool, another reads it back and delivers it, so that a backend that does
/// not answer keeps nothing from being stored. Records that the spool cannot store are delivered
/// from memory.
///
/// @param <T> the signal's data
public final class SpooledLane<T> extends Lane<T> {
  /// The interval in which the delivering thread checks whether the disk hangs.
  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  private final SpoolListener listener;
  private final LaneSpool spool;
  private final SpoolReader<T> reader;
  private final SpoolWriter<T> writer;
  private final List<Worker> workers;
  private final Handover<T> handover = new Handover<>();
  private final BatchTrigger arrivals; // of records in the spool
  private final AtomicLong flushUpTo = new AtomicLong(); // a sequence number
  private final Batch<T> own = batch; // in turn with those that are handed over
  private volatile boolean exposed; // the batch in delivery is not on disk
  private volatile boolean intakeEnded;
  private volatile boolean over;

  /// A lane that is not started.
  ///
  /// @param formats makes a format for each thread
  /// @throws SpoolException if the lane's folder cannot be used
  public SpooledLane(LaneSpec<T> spec, Supplier<RecordFormat<T>> formats, Spool directory)
      throws SpoolException {
    super(spec);
    listener = new Listener(spec.supervisor().faults());
    spool = directory.lane(spec.sink(), spec.signal().name(), listener);
    ledger.recover(spool.recovered());
    reader = new SpoolReader<>(spool, spec.signal(), formats.get(), listener);
    arrivals = new BatchTrigger(reader::available, this::hurried);
    writer = new SpoolWriter<>(this, spool, formats.get(), listener);
    workers =
        List.of(spec.supervisor().sinkWorker("spool-" + threadName(), writer::round), deliverer());
  }

  private final class Listener implements SpoolListener {
    private final FaultLog faults;

    Listener(FaultLog faults) {
      this.faults = faults;
    }

    @Override
    public void lost(long count, String reason) {
      ledger.drop(count, reason);
      faults.warn(SpooledLane.this + reason, SpooledLane.this + " drops records: " + reason);
    }

    @Override
    public void trouble(String what) {
      faults.warn(SpooledLane.this + what, SpooledLane.this + ": the spool " + what);
    }
  }

  @Override
  boolean next() {
    if (delivery.givesUp()) {
      return false;
    }
    awaitBatch(arrivals, LOOK);
    boolean last = intakeEnded; // asked before reading: nothing comes after
    takeUnstored();
    if (batch.isEmpty()) {
      reader.fill(batch, limit);
      return !batch.isEmpty() || !last || spool.unread() > 0;
    }
    exposed = true;
    ledger.acceptUnprotected(batch.size());
    return true;
  }

  /// Takes records that wait for a disk that hangs, or that the spool cannot store.
  private void takeUnstored() {
    if (writer.isStalled()) {
      poll(limit, batch::add);
      return;
    }
    Batch<T> offered = handover.take();
    if (offered != null) {
      batch = offered;
    }
  }

  @Override
  void settle() {
    if (batch.isStored()) {
      acknowledge();
    } else {
      settleUnstored();
      batch = own; // the one that has room for a batch from the spool
      exposed = false;
    }
    ledger.changed();
  }

  private void acknowledge() {
    long before = batch.settledBefore();
    try {
      ledger.deadLetter(batch.knownDeadLetters());
      spool.acknowledge(before, batch.delivered(), batch.deadLettered(), batch.dropped());
    } finally {
      batch.clear(); // whatever was thrown, nothing is booked or delivered twice
    }
  }

  @Override
  int keep(List<Rejected<T>> rejected) {
    return batch.isStored() ? reader.keep(batch, rejected) : 0; // else the spool does not work
  }

  @Override
  UUID spoolId() {
    return spool.id().get();
  }

  @Override
  void end() {
    over = true;
    try {
      if (intakeEnded) { // else a disk hangs, and closing would hang as well
        spool.close();
      }
    } catch (IOException | RuntimeException failure) {
      listener.trouble("cannot be closed cleanly: " + SafeText.of(failure));
    }
    super.end();
  }

  private boolean hurried() {
    return intakeEnded
        || handover.isOffered()
        || delivery.givesUp()
        || flushUpTo.get() > spool.position();
  }

  /// There are records to read in the spool. Any thread.
  void arrived() {
    arrivals.arrived();
  }

  /// Hands records over that the spool cannot store, for delivery from memory. The writing thread
  /// only.
  ///
  /// @param bytes that they hold in the queue
  /// @param nanos how long to wait until they are taken
  /// @return whether they were
  boolean handOver(List<T> records, long bytes, long nanos) {
    return handover.offer(new Batch<>(records, bytes), nanos, arrivals::hurry);
  }

  /// Nothing more will be stored. Any thread.
  void endIntake() {
    intakeEnded = true;
    arrivals.hurry();
  }

  /// Whether nothing is delivered any more. Any thread.
  boolean isOver() {
    return over;
  }

  @Override
  boolean awaitSettled(long target, long deadline) throws InterruptedException {
    if (!ledger.await(() -> ledger.taken() >= target, deadline)) {
      return false;
    }
    long end = spool.end();
    flushUpTo.accumulateAndGet(end, Math::max);
    arrivals.hurry();
    return ledger.await(() -> spool.position() >= end && !exposed, deadline);
  }

  @Override
  public void beginClose(long deadline) {
    super.beginClose(deadline);
    arrivals.hurry();
  }

  @Override
  List<Worker> workers() {
    return workers;
  }

  @Override
  long waitingOnDisk() {
    return spool.end() - spool.position();
  }

  @Override
  long spoolBytes() {
    return spool.size();
  }

  @Override
  long spoolLimit() {
    return spool.limit();
  }
}
