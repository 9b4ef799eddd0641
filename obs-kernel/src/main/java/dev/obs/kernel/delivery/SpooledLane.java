package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Worker;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A lane that answers for what it has accepted even if the process dies: one thread writes what
/// the queue holds to the spool, another reads it back and delivers it, so that a backend that does
/// not answer keeps nothing from being stored.
///
/// @param <T> the signal's data
public final class SpooledLane<T> extends Lane<T> {
  private final LaneSpool spool;
  private final SpoolDrain<T> drain;
  private final SpoolWriter<T> writer;
  private final List<Worker> workers;
  private final AtomicLong flushUpTo = new AtomicLong();

  /// A lane that is not started.
  ///
  /// @param formats makes a format for each thread
  /// @throws SpoolException if the lane's folder cannot be used
  public SpooledLane(LaneSpec<T> spec, Supplier<RecordFormat<T>> formats, Spool directory)
      throws SpoolException {
    super(spec);
    Supervisor supervisor = spec.supervisor();
    SpoolListener listener = new Listener(supervisor.faults());
    spool = directory.lane(spec.sink(), spec.signal().name(), listener);
    ledger.recover(spool.recovered());
    drain = new SpoolDrain<>(this, spool, formats.get(), listener);
    writer = new SpoolWriter<>(this, spool, formats.get(), listener, drain);
    workers =
        List.of(
            supervisor.sinkWorker("spool-" + threadName(), writer::round),
            supervisor.sinkWorker("lane-" + threadName(), drain::round));
  }

  /// Whether the disk hangs, so that nothing leaves the queue. Any thread.
  boolean isStalled() {
    return writer.isStalled();
  }

  /// The sequence number up to which a flush waits for delivery. Any thread.
  long flushUpTo() {
    return flushUpTo.get();
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
  public void start() {
    workers.forEach(Worker::start);
  }

  @Override
  boolean awaitSettled(long target, long deadline) throws InterruptedException {
    if (!ledger.await(() -> ledger.taken() >= target, deadline)) {
      return false;
    }
    long end = spool.end();
    flushUpTo.accumulateAndGet(end, Math::max);
    drain.hurry();
    return ledger.await(() -> spool.position() >= end && !drain.isExposed(), deadline);
  }

  @Override
  public void beginClose(long deadline) {
    drain.giveUpAt(deadline);
    closing = true;
    trigger.hurry();
    drain.hurry();
  }

  @Override
  List<Worker> workers() {
    return workers;
  }

  @Override
  public void closeBooks() {
    ledger.close(queue.entered(), spool.end() - spool.position(), SHUTDOWN);
  }

  @Override
  String failing() {
    return drain.failing();
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
