package dev.obs.kernel.supervision;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Calls code of others again and again on a thread of its own, so that a call that hangs holds up
/// nothing but itself.
public final class PeriodicCall implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Duration limit;
  private final Task task;
  private final Watchdog watchdog;
  private final Worker worker;
  private final Duration interval;
  private Duration rest;
  private volatile long startedAt; // nanoTime of the running call, 0 if none
  private volatile boolean closed;

  /// @param name for the thread's name
  /// @param interval from the end of a call to the start of the next; the second call comes after a
  ///   second at most, because what is measured between two calls should not be long in coming
  /// @param limit after which a call is interrupted
  /// @param task the call; its exceptions are logged, and the next call takes place
  public PeriodicCall(
      Supervisor supervisor, String name, Duration interval, Duration limit, Task task) {
    this.interval = interval;
    this.rest = interval.compareTo(SOON) < 0 ? interval : SOON;
    this.limit = limit;
    this.task = task;
    this.watchdog = supervisor.watchdog();
    this.worker = supervisor.worker(name, this::round);
  }

  /// A call of foreign code.
  @FunctionalInterface
  public interface Task {
    /// Makes the call.
    void run() throws Exception;
  }

  /// Starts, with a first call at once.
  public void start() {
    worker.start();
  }

  /// Whether the running call has exceeded its limit.
  public boolean overdue() {
    long started = startedAt;
    return started != 0 && System.nanoTime() - started > limit.toNanos();
  }

  /// Makes no more calls; one that is running is interrupted.
  @Override
  public void close() {
    closed = true;
    worker.thread().interrupt();
  }

  private boolean round() throws Exception {
    if (closed) {
      return false;
    }
    startedAt = System.nanoTime() | 1; // never 0, which says that no call runs
    Watchdog.Watch watch = watchdog.watch(limit);
    try (watch) {
      task.run();
    } finally {
      startedAt = 0;
    }
    pause(rest);
    rest = interval;
    return !closed;
  }

  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      Thread.interrupted(); // only close interrupts a resting thread, and it has said so
    }
  }
}
