package dev.obs.kernel;

import dev.obs.kernel.log.OwnLoggers;
import dev.obs.kernel.supervision.HookThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The shutdown hook of a kernel in an application.
///
/// The JVM runs all hooks side by side, and hooks of the application still produce telemetry: they
/// finish requests and close resources. So this one waits: until the application closes the kernel,
/// until no hook of the application runs any more, or until a deadline. Then it closes the kernel.
final class ExitHook extends Thread {
  private static final System.Logger LOG = System.getLogger(OwnLoggers.ROOT);
  private static final long POLL_MILLIS = 5;

  private final HookThreads hooks;
  private final Drain drain;
  private volatile @Nullable Thread runner;

  ExitHook(HookThreads hooks, Drain drain) {
    super(HookThreads.OWN);
    this.hooks = hooks;
    this.drain = drain;
  }

  /// The kernel that is drained.
  ///
  /// @param limit the longest wait
  /// @param closing is counted down when somebody closes the kernel
  /// @param begin is run first
  /// @param keep is run again and again meanwhile
  /// @param close closes the kernel
  record Drain(
      Duration limit, CountDownLatch closing, Runnable begin, Runnable keep, Runnable close) {}

  /// Is called by the thread that runs the hooks.
  @Override
  public void start() {
    runner = Thread.currentThread();
    super.start();
  }

  @Override
  public void run() {
    try {
      if (!drain.limit().isZero()) {
        drain.begin().run();
        await();
      }
    } catch (InterruptedException hurried) {
      // it closes now
    } finally {
      drain.close().run();
    }
  }

  private void await() throws InterruptedException {
    long end = System.nanoTime() + drain.limit().toNanos();
    Thread starter = runner;
    while (starter != null && hooks.mayRun(starter) && System.nanoTime() - end < 0) {
      drain.keep().run();
      if (drain.closing().await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    if (System.nanoTime() - end >= 0) {
      LOG.log(
          Level.WARNING,
          "closes while shutdown hooks of the application still run, after telemetry.shutdown.drain"
              + " ("
              + drain.limit().toMillis()
              + " ms)");
    }
  }
}
