package dev.obs.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/// A handler that converts SIGTERM and Ctrl-C into an orderly end: the command is stopped,
/// finishes, and the process ends with the command's exit code instead of the signal's. A command
/// that does not finish in time is abandoned.
final class Stop {
  /// The time for a command in addition to the closing of its kernel.
  private static final Duration GRACE = Duration.ofMillis(400);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "obs-stop");
  private volatile Duration limit = Duration.ofSeconds(5);
  private volatile int exitCode = ExitCode.SOFTWARE;
  private @Nullable Thread starting; // guarded by this

  /// Starts listening.
  void onSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Runs a start, which a signal interrupts.
  ///
  /// @return the result, or empty if a signal made the start fail
  <T> Optional<T> starting(Supplier<T> start) {
    synchronized (this) {
      starting = Thread.currentThread();
      if (asked.getCount() == 0) {
        starting.interrupt();
      }
    }
    try {
      return Optional.of(start.get());
    } catch (RuntimeException failure) {
      if (asked.getCount() == 0) { // an interrupt looks like a failure of files and sockets
        return Optional.empty();
      }
      throw failure;
    } finally {
      synchronized (this) {
        starting = null;
        boolean _ = Thread.interrupted(); // the signal's; the command reads it with await
      }
    }
  }

  /// Marks the command as running: it works until a signal, and then ends successfully.
  ///
  /// @param closing the maximum closing time of its kernel
  void running(Duration closing) {
    limit = closing;
    exitCode = ExitCode.OK;
  }

  private void stop() {
    asked.countDown();
    synchronized (this) {
      if (starting != null) {
        starting.interrupt();
      }
    }
    try {
      boolean _ = finished.await(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      return;
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /// Waits until the command must stop.
  void await() throws InterruptedException {
    asked.await();
  }

  /// Waits until the command must stop, at most for the given time.
  ///
  /// @return whether the command must stop
  boolean await(Duration time) throws InterruptedException {
    return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Ends the process after the command has finished and all output is printed.
  void end(int code) {
    exitCode = code;
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      // the hook is running and ends the process
    }
  }
}
