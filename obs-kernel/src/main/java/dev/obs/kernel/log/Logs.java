package dev.obs.kernel.log;

import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.lane.Lane;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flow of logs: `System.Logger`, `java.util.logging` and SLF4J through one handler, and
/// OpenTelemetry's own log API beside them, to the lanes of the log sinks.
public final class Logs implements AutoCloseable {
  private final SdkLoggerProvider application;
  private final SdkLoggerProvider own;
  private @Nullable RootLogger root;

  /// @param lanes of the sinks that are configured
  /// @param console the console's lane, which gets the kernel's own lines in any case
  public Logs(Resource resource, List<Lane<LogRecordData>> lanes, Lane<LogRecordData> console) {
    application = provider(resource, lanes);
    own = provider(resource, List.of(console));
  }

  /// For OpenTelemetry's log API.
  public SdkLoggerProvider provider() {
    return application;
  }

  /// Takes over the root logger of `java.util.logging`.
  ///
  /// @param level the lowest level to be logged
  /// @param correlate whether records carry trace, span and correlation ids
  public void takeOver(KernelThreads threads, System.Logger.Level level, boolean correlate) {
    root =
        new RootLogger(
            new LogBridge(application, own, threads, correlate), Severities.threshold(level));
  }

  /// Gives the root logger back.
  @Override
  public void close() {
    if (root != null) {
      root.close();
      root = null;
    }
  }

  private static SdkLoggerProvider provider(Resource resource, List<Lane<LogRecordData>> lanes) {
    return SdkLoggerProvider.builder()
        .setResource(resource)
        .addLogRecordProcessor(new LaneLogProcessor(lanes))
        .build();
  }
}
