package dev.obs.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/// Turns SIGTERM and Ctrl-C into an orderly end: the command is asked to stop, finishes, and the
/// process ends with the command's exit code instead of the signal's. A command that does not
/// finish in time is left behind.
final class Stop {
  /// The time of a command beyond the closing of its kernel.
  private static final Duration GRACE = Duration.ofMillis(400);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "obs-stop");
  private volatile Duration limit = Duration.ofSeconds(5);
  private volatile int exitCode = ExitCode.SOFTWARE;
  private @Nullable Thread starting; // guarded by this

  /// Listens from now on.
  void onSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Starts something; a signal interrupts it.
  ///
  /// @return what was started, or empty if a signal came and the start failed for it
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
        boolean _ = Thread.interrupted(); // the signal's; the command asks for it by await
      }
    }
  }

  /// The command works until a signal comes, and then ends well.
  ///
  /// @param closing the longest time that its kernel takes to close
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

  /// Waits until it is time to stop.
  void await() throws InterruptedException {
    asked.await();
  }

  /// Waits at most so long.
  ///
  /// @return whether it is time to stop
  boolean await(Duration time) throws InterruptedException {
    return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The command has finished, everything is said, and the process may end.
  void end(int code) {
    exitCode = code;
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      // the hook is at work and ends the process
    }
  }
}
