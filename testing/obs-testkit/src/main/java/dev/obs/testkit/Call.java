package dev.obs.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A call of plugin code on a separate thread, so that a hanging one does not block the test.
final class Call<V> {
  /// The name of the kit's own threads.
  static final String THREAD = "conformance-call";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Thread thread;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable V value;
  private volatile @Nullable Throwable thrown;
  private volatile long nanos;

  private Call(Callable<V> code, boolean interrupted) {
    thread = Thread.ofPlatform().daemon().name(THREAD).unstarted(() -> run(code, interrupted));
  }

  /// Starts a call.
  static <V> Call<V> start(Callable<V> code) {
    Call<V> call = new Call<>(code, false);
    call.thread.start();
    return call;
  }

  /// Starts a call on a thread that is interrupted already.
  static <V> Call<V> startInterrupted(Callable<V> code) {
    Call<V> call = new Call<>(code, true);
    call.thread.start();
    return call;
  }

  /// The outcome of a call.
  ///
  /// @param value the result, null if it threw
  record Outcome<V>(@Nullable V value, @Nullable Throwable thrown, Duration took) {}

  /// Waits with the limit of all calls.
  Outcome<V> await(Rule rule, String what) {
    return await(PATIENCE, rule, what);
  }

  /// Waits for the end.
  ///
  /// @param what the name of the call in the message of a time-out, such as `close()`
  Outcome<V> await(Duration limit, Rule rule, String what) {
    try {
      if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        AssertionError late =
            rule.broken(
                what + " did not return within " + limit.toMillis() + " ms",
                "the stack below shows its position; let it end there");
        late.setStackTrace(thread.getStackTrace());
        thread.interrupt();
        throw late;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test was interrupted", stopped);
    }
    return new Outcome<>(value, thrown, Duration.ofNanos(nanos));
  }

  /// Waits until the call blocks, or half a second.
  void awaitBlocked() {
    Wait.atMost(
        Duration.ofMillis(500),
        () -> done.getCount() == 0 || thread.getState() == Thread.State.TIMED_WAITING);
  }

  void interrupt() {
    thread.interrupt();
  }

  private void run(Callable<V> code, boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    long start = System.nanoTime();
    try {
      value = code.call();
    } catch (Throwable failure) {
      thrown = failure;
    } finally {
      nanos = System.nanoTime() - start;
      done.countDown();
    }
  }
}
