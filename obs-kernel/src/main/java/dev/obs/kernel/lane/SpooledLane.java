package dev.obs.kernel.lane;

import dev.obs.kernel.guard.FaultLog;
import dev.obs.kernel.guard.Supervisor;
import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.spi.Exporter;
import java.time.Duration;
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
  private final SpoolWriter<T> writer;
  private final SpoolDrain<T> drain;
  private final Thread writerThread;
  private final Thread drainThread;
  private final AtomicLong flushUpTo = new AtomicLong();

  /// @param sink the sink's type
  /// @param signal `traces`, `metrics` or `logs`
  /// @param syncInterval how long a record waits at most for its sync
  /// @throws SpoolException if the lane's folder cannot be used
  public SpooledLane(
      String sink,
      String signal,
      LaneOptions options,
      Exporter<T> exporter,
      Supplier<RecordFormat<T>> formats,
      Spool directory,
      Duration syncInterval,
      Supervisor supervisor)
      throws SpoolException {
    super(sink, signal, options);
    FaultLog faults = supervisor.faults();
    SpoolListener listener =
        new SpoolListener() {
          @Override
          public void lost(long count, String reason) {
            ledger.drop(count, reason);
            faults.warn(SpooledLane.this + reason, SpooledLane.this + " drops records: " + reason);
          }

          @Override
          public void trouble(String what) {
            faults.warn(SpooledLane.this + what, SpooledLane.this + ": the spool " + what);
          }
        };
    spool = directory.lane(sink, signal, listener);
    ledger.recover(spool.recovered());
    drain =
        new SpoolDrain<>(
            toString(),
            options,
            ledger,
            spool,
            exporter,
            formats.get(),
            listener,
            flushUpTo::get,
            supervisor);
    writer = new SpoolWriter<>(this, spool, formats.get(), syncInterval, listener, drain);
    writerThread = supervisor.threads().laneThread("spool-" + threadName(), writer::run);
    drainThread = supervisor.threads().laneThread("lane-" + threadName(), drain::run);
  }

  @Override
  public void start() {
    writerThread.start();
    drainThread.start();
  }

  @Override
  boolean awaitSettled(long target, long deadline) throws InterruptedException {
    if (!ledger.await(() -> ledger.taken() >= target, deadline)) {
      return false;
    }
    long end = spool.end();
    flushUpTo.accumulateAndGet(end, Math::max);
    drain.hurry();
    return ledger.await(() -> spool.position() >= end, deadline);
  }

  @Override
  public void beginClose(long deadline) {
    drain.giveUpAt(deadline);
    closing = true;
    intake.hurry();
    drain.hurry();
  }

  @Override
  List<Thread> workers() {
    return List.of(writerThread, drainThread);
  }

  @Override
  public void closeBooks() {
    ledger.close(queue.entered(), false, SHUTDOWN);
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
