package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.SpoolSettings;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.LaneSpec;
import dev.obs.kernel.delivery.MemoryLane;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.delivery.SpooledLane;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolOptions;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the lanes of sinks: with a spool if it is enabled and the signal has a format for it.
final class LaneFactory {
  private final KernelContext context;
  private final ExtensionOpener opener;
  private final @Nullable Spool spool;

  private LaneFactory(KernelContext context, ExtensionOpener opener, @Nullable Spool spool) {
    this.context = context;
    this.opener = opener;
    this.spool = spool;
  }

  /// Opens the spool if it is enabled. A spool that cannot be used is a problem of the opener, and
  /// the lanes are in memory.
  ///
  /// @param lifecycle gets the close of the spool, which must follow that of the lanes
  static LaneFactory open(KernelContext context, ExtensionOpener opener, Lifecycle lifecycle) {
    Spool spool = null;
    if (context.configuration().get(SpoolSettings.ENABLED)) {
      try {
        Spool opened = Spool.open(options(context.configuration()));
        lifecycle.own("spool", deadline -> opened.close());
        spool = opened;
      } catch (SpoolException unusable) {
        opener.unusable(SpoolSettings.PATH, String.valueOf(unusable.getMessage()));
      }
    }
    return new LaneFactory(context, opener, spool);
  }

  private static SpoolOptions options(Configuration configuration) {
    return new SpoolOptions(
        configuration.get(SpoolSettings.PATH),
        configuration.get(SpoolSettings.MAX_SIZE),
        configuration.get(SpoolSettings.SYNC_INTERVAL),
        configuration.get(SpoolSettings.DROP).equals(SpoolSettings.OLDEST),
        configuration.get(SpoolSettings.DEAD_LETTER_SIZE));
  }

  /// A lane for a sink, not started.
  <T> Lane<T> lane(String sink, Signal<T> signal, Exporter<T> exporter) {
    LaneSpec<T> spec =
        new LaneSpec<>(
            sink,
            signal,
            signal.settings().lane(context.configuration()),
            exporter,
            context.supervisor());
    if (spool != null && signal.format().isPresent()) {
      try {
        return new SpooledLane<>(spec, signal.format().get(), spool);
      } catch (SpoolException unusable) {
        opener.unusable(SpoolSettings.PATH, String.valueOf(unusable.getMessage()));
      }
    }
    return new MemoryLane<>(spec);
  }

  /// The lane of the console, not started: in memory, without a delay.
  Lane<LogRecordData> console(String sink, Exporter<LogRecordData> exporter) {
    return new MemoryLane<>(
        new LaneSpec<>(
            sink,
            Signal.LOGS,
            Signal.LOGS.settings().lane(context.configuration()).withDelay(Duration.ZERO),
            exporter,
            context.supervisor()));
  }

  /// One notice for each lane of the spool that has records and no sink.
  List<String> notices() {
    return spool == null ? List.of() : spool.lanesWithoutSink();
  }
}
