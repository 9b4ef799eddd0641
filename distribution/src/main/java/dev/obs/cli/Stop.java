package dev.obs.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/// Waits for SIGTERM or Ctrl-C, so that the process can end in order and with exit code 0. A second
/// signal ends it at once.
final class Stop {
  private final CountDownLatch asked = new CountDownLatch(1);

  private Stop() {}

  /// Listens from now on.
  static Stop onSignal() {
    Stop stop = new Stop();
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (stop.asked.getCount() == 0) {
              Runtime.getRuntime().halt(128 + signal.getNumber());
            }
            stop.asked.countDown();
          });
    }
    return stop;
  }

  /// As if a signal had come.
  void ask() {
    asked.countDown();
  }

  /// Waits.
  void await() throws InterruptedException {
    asked.await();
  }

  /// Waits at most so long.
  ///
  /// @return whether it is time to stop
  boolean await(Duration limit) throws InterruptedException {
    return asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
