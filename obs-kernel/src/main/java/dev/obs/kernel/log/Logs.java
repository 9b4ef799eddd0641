package dev.obs.kernel.log;

import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.spi.LogIntakes;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The flow of logs: `System.Logger` and `java.util.logging` through one handler, the lines of
/// bridges through the same object, and OpenTelemetry's own log API beside them, to the lanes of
/// the log sinks.
public final class Logs implements AutoCloseable {
  private final LoggerProvider application;
  private final LoggerProvider own;
  private final LostLines lost;
  private final Supervisor supervisor;
  private volatile @Nullable RootLogger root;
  private volatile @Nullable LogSources sources;
  private volatile Runnable intake = () -> {};

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

  /// Takes over the root logger of `java.util.logging`, unless the application has a logging
  /// framework with appenders of its own; attaches the bridges and opens their entrance.
  ///
  /// @param level the lowest level to be logged
  /// @param correlate whether records carry trace, span and correlation ids
  public void takeOver(System.Logger.Level level, boolean correlate) {
    LogBridge bridge = new LogBridge(application, own, supervisor, correlate, lost);
    LogSources found = LogSources.attach();
    Optional<JulCycle> cycle = JulCycle.of(found.slf4j());
    RootLogger taken =
        new RootLogger(bridge, Severities.threshold(level), found.role(), cycle.isPresent());
    bridge.whenRemoved(taken::removed);
    bridge.setOnConsole(taken.isOnConsole());
    cycle.ifPresent(bridge::setWatch);
    root = taken;
    sources = found;
    intake = LogIntakes.open(bridge);
    found.report();
    cycle.filter(closed -> taken.hadCycle()).ifPresent(JulCycle::warn);
  }

  /// Keeps the level of the root logger while the process ends.
  public void keep() {
    RootLogger taken = root;
    if (taken != null) {
      taken.keep();
    }
  }

  /// Detaches the bridges and gives the root logger back; the kernel's own lines go to the console
  /// until [#close].
  public void giveBack() {
    intake.run();
    LogSources found = sources;
    if (found != null) {
      found.detach();
    }
    RootLogger taken = root;
    if (taken != null) {
      taken.giveBack();
    }
  }

  @Override
  public void close() {
    giveBack();
    RootLogger taken = root;
    if (taken != null) {
      taken.close();
      root = null;
    }
  }
}
