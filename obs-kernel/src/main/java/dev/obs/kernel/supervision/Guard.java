package dev.obs.kernel.supervision;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Calls foreign code once: an exception becomes a value, a call that hangs is left behind.
/// Thread-safe.
public final class Guard {
  private final KernelThreads threads;

  /// @param threads makes a thread for each call, so that a call that hangs holds nothing else up
  public Guard(KernelThreads threads) {
    this.threads = threads;
  }

  /// Calls `work` on a thread of its own.
  ///
  /// @param name for the thread's name
  /// @param limit how long to wait; then the thread is interrupted and left
  /// @return its result, its exception, or that it hangs
  public <T> Outcome<T> call(String name, Duration limit, Callable<T> work) {
    AtomicReference<@Nullable Outcome<T>> result = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Thread thread =
        threads.laneThread(
            name,
            () -> {
              try {
                result.compareAndSet(null, new Outcome.Returned<>(work.call()));
              } catch (Throwable failure) { // an Error of a plugin must not harm the kernel either
                result.compareAndSet(null, new Outcome.Threw<>(failure));
              } finally {
                done.countDown();
              }
            });
    try {
      thread.start();
    } catch (Throwable noThread) { // no memory or no process left for it
      return new Outcome.Threw<>(noThread);
    }
    try {
      if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        giveUp(result, limit, thread);
      }
    } catch (InterruptedException stop) {
      giveUp(result, limit, thread);
      Thread.currentThread().interrupt();
    }
    return Objects.requireNonNull(result.get());
  }

  /// Marks the call as hanging before it interrupts it, so that a result caused by the interrupt
  /// does not count.
  private static <T> void giveUp(
      AtomicReference<@Nullable Outcome<T>> result, Duration limit, Thread thread) {
    result.compareAndSet(null, new Outcome.Hung<>(limit));
    thread.interrupt();
  }

  /// The outcome of a call.
  ///
  /// Its cases are methods and not patterns of a `switch`: the JVM creates classes for such a
  /// `switch` at run time, which an AOT cache cannot hold, and outcomes are on the path of a start.
  public sealed interface Outcome<T> {
    /// Returns the result of the function for this case.
    <R> R fold(
        Function<? super T, ? extends R> returned,
        Function<? super Throwable, ? extends R> threw,
        Function<? super Duration, ? extends R> hung);

    /// Calls the action for this case.
    void then(
        Consumer<? super T> returned,
        Consumer<? super Throwable> threw,
        Consumer<? super Duration> hung);

    /// It returned.
    record Returned<T>(T value) implements Outcome<T> {
      @Override
      public <R> R fold(
          Function<? super T, ? extends R> returned,
          Function<? super Throwable, ? extends R> threw,
          Function<? super Duration, ? extends R> hung) {
        return returned.apply(value);
      }

      @Override
      public void then(
          Consumer<? super T> returned,
          Consumer<? super Throwable> threw,
          Consumer<? super Duration> hung) {
        returned.accept(value);
      }
    }

    /// It threw.
    record Threw<T>(Throwable failure) implements Outcome<T> {
      @Override
      public <R> R fold(
          Function<? super T, ? extends R> returned,
          Function<? super Throwable, ? extends R> threw,
          Function<? super Duration, ? extends R> hung) {
        return threw.apply(failure);
      }

      @Override
      public void then(
          Consumer<? super T> returned,
          Consumer<? super Throwable> threw,
          Consumer<? super Duration> hung) {
        threw.accept(failure);
      }
    }

    /// It did not return in time.
    record Hung<T>(Duration limit) implements Outcome<T> {
      @Override
      public <R> R fold(
          Function<? super T, ? extends R> returned,
          Function<? super Throwable, ? extends R> threw,
          Function<? super Duration, ? extends R> hung) {
        return hung.apply(limit);
      }

      @Override
      public void then(
          Consumer<? super T> returned,
          Consumer<? super Throwable> threw,
          Consumer<? super Duration> hung) {
        hung.accept(limit);
      }
    }
  }
}
