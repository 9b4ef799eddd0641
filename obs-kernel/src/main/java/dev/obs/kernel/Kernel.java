package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Health;
import dev.obs.api.KernelProvider;
import dev.obs.api.Obs;
import dev.obs.api.Operations;
import dev.obs.kernel.runtime.LossLog;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A running kernel.
public final class Kernel implements Obs {
  private final Assembly assembly;
  private final Thread closer = new Thread(this::close, "obs-close");
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed; // guarded by closing

  private Kernel(Assembly assembly) {
    this.assembly = assembly;
  }

  /// Starts a kernel: finds extensions, reads the configuration, opens what it asks for.
  ///
  /// @throws ConfigurationException if the configuration has errors or a setting proves unusable;
  ///   whatever had been opened is closed again
  public static Kernel start(KernelProvider.Options options) {
    return new Kernel(Assembly.start(options, _ -> {})); // the command reports losses itself
  }

  /// The same for an application: the kernel logs what each lane lost or kept when it closes.
  static Kernel startIn(KernelProvider.Options options) {
    return new Kernel(Assembly.start(options, new LossLog()));
  }

  /// Closes the kernel when the JVM ends, for applications that do not get to do it when they are
  /// told to stop.
  void closeOnExit() {
    try {
      Runtime.getRuntime().addShutdownHook(closer);
    } catch (IllegalStateException ending) {
      // the JVM was told to end while the kernel started, and does not wait for it
    }
  }

  @Override
  public OpenTelemetry openTelemetry() {
    return assembly.telemetry().openTelemetry();
  }

  @Override
  public Operations operations() {
    return assembly.operations();
  }

  @Override
  public Health health() {
    return assembly.health();
  }

  @Override
  public KernelView view() {
    return assembly.view();
  }

  /// What the configuration did that its writer may not expect, with its place.
  public List<String> notices() {
    return assembly.notices();
  }

  @Override
  public boolean flush(Duration limit) {
    try {
      return assembly.flush(System.nanoTime() + Arguments.nanos(limit));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The longest time that closing takes.
  public Duration shutdownDeadline() {
    return assembly.shutdownDeadline();
  }

  @Override
  public void close() {
    closing.lock(); // a second caller waits, so that it may rely on everything being closed
    try {
      if (!closed) {
        closed = true;
        assembly.close();
        forgetHook();
      }
    } finally {
      closing.unlock();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException shuttingDown) {
      // then it has run or is about to, and finds everything closed
    }
  }
}
