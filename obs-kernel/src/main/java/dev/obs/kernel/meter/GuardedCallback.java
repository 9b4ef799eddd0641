package dev.obs.kernel.meter;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A callback of an application that a collection waits for briefly.
///
/// A callback that was late is not waited for again: it runs between collections, each of which
/// takes the values of the last complete run, until it is fast again. At most one run takes place
/// at a time, so a callback that never returns keeps one thread.
final class GuardedCallback {
  /// A usual time-out of a scrape leaves room for several late callbacks.
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /// Values that are older say nothing about the present.
  private static final Duration STALE = Duration.ofMinutes(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final CallbackThreads threads;
  private @Nullable Run running;
  private boolean late;

  /// @param name of the instrument
  GuardedCallback(String name, CallbackThreads threads) {
    this.name = name;
    this.threads = threads;
  }

  /// Observes for a collection, on its thread.
  ///
  /// @param callback gets the place for its values
  void observe(Consumer<Observations> callback) {
    lock.lock();
    try {
      Run run = running == null ? start(callback) : running;
      if (!run.isDone(late ? Duration.ZERO : LIMIT)) {
        late = true;
        threads.late(name);
        return;
      }
      running = null;
      late = run.took().compareTo(LIMIT) > 0;
      if (late) {
        start(callback); // for the next collection
      }
      take(run);
    } catch (Throwable noThread) { // no memory or no process left for it
      threads.failed(name, noThread);
    } finally {
      lock.unlock();
    }
  }

  private void take(Run run) {
    if (run.failure != null) {
      threads.failed(name, run.failure);
    } else if (run.age().compareTo(STALE) < 0) {
      run.observations.replay();
    }
  }

  private Run start(Consumer<Observations> callback) {
    Run run = new Run(callback);
    threads.execute(run);
    running = run;
    return run;
  }

  /// One call of the callback.
  private static final class Run implements Runnable {
    private final Consumer<Observations> callback;
    private final Observations observations = new Observations();
    private final CountDownLatch done = new CountDownLatch(1);
    private final long started = System.nanoTime();
    private volatile long ended;
    private volatile @Nullable Throwable failure;

    Run(Consumer<Observations> callback) {
      this.callback = callback;
    }

    @Override
    public void run() {
      try {
        observations.during(() -> callback.accept(observations));
      } catch (Throwable thrown) { // an Error of a callback costs its own instrument only
        failure = thrown;
      } finally {
        ended = System.nanoTime();
        done.countDown();
      }
    }

    boolean isDone(Duration limit) {
      try {
        return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    Duration took() {
      return Duration.ofNanos(ended - started);
    }

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - ended);
    }
  }
}
