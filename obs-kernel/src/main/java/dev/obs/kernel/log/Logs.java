package dev.obs.kernel.log;

import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.supervision.Supervisor;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flow of logs: `System.Logger`, `java.util.logging` and SLF4J through one handler, and
/// OpenTelemetry's own log API beside them, to the lanes of the log sinks.
public final class Logs implements AutoCloseable {
  private final LoggerProvider application;
  private final LoggerProvider own;
  private final LostLines lost;
  private final Supervisor supervisor;
  private volatile @Nullable RootLogger root;

  /// @param application its records reach the log sinks of the configuration
  /// @param lost counts the lines that reach no lane
  /// @param console the console's lane, which gets the kernel's own lines in any case
  public Logs(
      LoggerProvider application,
      Resource resource,
      Lane<LogRecordData> console,
      Supervisor supervisor,
      LostLines lost) {
    this.application = application;
    this.supervisor = supervisor;
    this.lost = lost;
    LaneLogProcessor processor = new LaneLogProcessor(lost);
    processor.connect(List.of(console));
    own =
        new KernelLoggerProvider(
            resource, LogLimits.getDefault(), processor, InstantSource.system());
  }

  /// Takes over the root logger of `java.util.logging`.
  ///
  /// @param level the lowest level to be logged
  /// @param correlate whether records carry trace, span and correlation ids
  public void takeOver(System.Logger.Level level, boolean correlate) {
    LogBridge bridge = new LogBridge(application, own, supervisor, correlate, lost);
    RootLogger taken = new RootLogger(bridge, Severities.threshold(level));
    bridge.whenRemoved(taken::removed);
    root = taken;
  }

  /// Keeps the level of the root logger while the process ends.
  public void keep() {
    RootLogger taken = root;
    if (taken != null) {
      taken.keep();
    }
  }

  /// Gives the root logger back; the kernel's own lines go to the console until [#close].
  public void giveBack() {
    RootLogger taken = root;
    if (taken != null) {
      taken.giveBack();
    }
  }

  @Override
  public void close() {
    RootLogger taken = root;
    if (taken != null) {
      taken.close();
      root = null;
    }
  }
}
