package dev.obs.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns SIGTERM and Ctrl-C into an orderly end: the command is asked to stop, finishes, and the
/// process ends with the command's exit code instead of the signal's.
final class Stop {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "obs-stop");
  private volatile int exitCode;

  /// Listens from now on.
  void onSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    asked.countDown();
    try {
      finished.await();
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
  boolean await(Duration limit) throws InterruptedException {
    return asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
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
