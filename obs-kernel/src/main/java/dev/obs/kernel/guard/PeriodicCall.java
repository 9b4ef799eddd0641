package dev.obs.kernel.guard;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Calls code of others again and again on a thread of its own, so that a call that hangs holds up
/// nothing but itself.
public final class PeriodicCall implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Duration interval;
  private final Duration limit;
  private final Runnable task;
  private final Watchdog watchdog;
  private final Thread thread;
  private volatile long startedAt; // nanoTime of the running call, 0 if none
  private volatile boolean closed;

  /// @param name for the thread's name
  /// @param interval from the end of a call to the start of the next; the second call comes after a
  ///   second at most, because what is measured between two calls should not be long in coming
  /// @param limit after which a call is interrupted
  /// @param task must handle whatever it throws
  public PeriodicCall(
      KernelThreads threads,
      Watchdog watchdog,
      String name,
      Duration interval,
      Duration limit,
      Runnable task) {
    this.interval = interval;
    this.limit = limit;
    this.task = task;
    this.watchdog = watchdog;
    this.thread = threads.thread(name, this::run);
  }

  /// Starts, with a first call at once.
  public void start() {
    thread.start();
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
    thread.interrupt();
  }

  /// Waits for the thread to end after [#close].
  ///
  /// @return whether it ended in time
  public boolean join(Duration time) throws InterruptedException {
    return thread.getState() == Thread.State.NEW || thread.join(time);
  }

  private void run() {
    Duration rest = interval.compareTo(SOON) < 0 ? interval : SOON;
    while (!closed) {
      startedAt = System.nanoTime() | 1; // never 0, which says that no call runs
      try (var _ = watchdog.watch(limit)) {
        task.run();
      } finally {
        startedAt = 0;
      }
      pause(rest);
      rest = interval;
    }
  }

  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      Thread.interrupted(); // only close interrupts a resting thread, and it has said so
    }
  }
}
