package dev.obs.kernel.supervision;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Interrupts calls into code of others that take too long.
public final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  /// Its thread starts with the first watch.
  public Watchdog(KernelThreads threads) {
    timer = new ScheduledThreadPoolExecutor(1, threads.factory("watchdog"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler((task, pool) -> {}); // closing: nothing is watched any more
  }

  /// Watches the calling thread until the watch is closed.
  ///
  /// @param limit after which the thread is interrupted
  public Watch watch(Duration limit) {
    Watch watch = new Watch(Thread.currentThread());
    watch.timer = timer.schedule(watch::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /// One watched call. After [#close] returns, no late interrupt reaches the thread.
  public static final class Watch implements AutoCloseable {
    private final Thread thread;
    private @Nullable Future<?> timer;
    private boolean over;
    private boolean expired;

    private Watch(Thread thread) {
      this.thread = thread;
    }

    private synchronized void expire() {
      if (!over) {
        expired = true;
        thread.interrupt();
      }
    }

    /// Whether the limit passed before the call was over.
    public synchronized boolean expired() {
      return expired;
    }

    @Override
    public void close() {
      if (timer != null) {
        timer.cancel(false);
      }
      synchronized (this) {
        over = true;
        if (expired) {
          Thread.interrupted(); // ours, and spent
        }
      }
    }
  }
}
