package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.IncidentSettings;
import dev.obs.kernel.config.MemorySettings;
import dev.obs.kernel.config.SpoolSettings;
import dev.obs.kernel.delivery.Backoff;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.LaneOptions;
import dev.obs.kernel.delivery.MemoryLane;
import dev.obs.kernel.delivery.RecordFormat;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.delivery.SpooledLane;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolOptions;
import dev.obs.model.Incident;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes lanes as the configuration says: with a spool if it is enabled.
final class LaneFactory {
  private final KernelContext context;
  private final ExtensionOpener opener;
  private final @Nullable Spool spool;

  LaneFactory(KernelContext context, ExtensionOpener opener) {
    this.context = context;
    this.opener = opener;
    this.spool = openSpool();
  }

  private @Nullable Spool openSpool() {
    Configuration configuration = context.configuration();
    if (!configuration.get(SpoolSettings.ENABLED)) {
      return null;
    }
    SpoolOptions options =
        new SpoolOptions(
            configuration.get(SpoolSettings.PATH),
            configuration.get(SpoolSettings.MAX_SIZE),
            configuration.get(SpoolSettings.SYNC_INTERVAL),
            configuration.get(SpoolSettings.DROP).equals(SpoolSettings.OLDEST),
            configuration.get(SpoolSettings.DEAD_LETTER_SIZE));
    try {
      return Spool.open(options);
    } catch (SpoolException unusable) {
      opener.unusable(SpoolSettings.PATH, String.valueOf(unusable.getMessage()));
      return null;
    }
  }

  Lane<SpanData> traces(String sink, Exporter<SpanData> exporter) {
    Configuration configuration = context.configuration();
    LaneOptions options =
        new LaneOptions(
            configuration.get(CoreSettings.TRACE_QUEUE_SIZE),
            configuration.get(MemorySettings.LANE),
            configuration.get(CoreSettings.TRACE_BATCH_SIZE),
            configuration.get(MemorySettings.BATCH),
            configuration.get(CoreSettings.TRACE_SCHEDULE_DELAY),
            configuration.get(CoreSettings.TRACE_EXPORT_TIMEOUT),
            Backoff.DEFAULT);
    return lane(sink, Signal.TRACES, options, exporter, RecordFormat::traces);
  }

  Lane<LogRecordData> logs(String sink, Exporter<LogRecordData> exporter) {
    Duration delay = context.configuration().get(CoreSettings.LOG_SCHEDULE_DELAY);
    return lane(sink, Signal.LOGS, logOptions(delay), exporter, RecordFormat::logs);
  }

  /// What goes to the console is not kept, and appears at once.
  Lane<LogRecordData> console(String sink, Exporter<LogRecordData> exporter) {
    return inMemory(sink, Signal.LOGS, logOptions(Duration.ZERO), exporter);
  }

  Lane<MetricData> metrics(String sink, Exporter<MetricData> exporter) {
    // a collection is offered at once, however many metrics there are
    LaneOptions options =
        new LaneOptions(
            8192,
            context.configuration().get(MemorySettings.LANE),
            8192,
            context.configuration().get(MemorySettings.BATCH),
            Duration.ofMillis(50),
            context.configuration().get(CoreSettings.METRIC_EXPORT_TIMEOUT),
            Backoff.DEFAULT);
    return lane(sink, Signal.METRICS, options, exporter, RecordFormat::metrics);
  }

  /// What was wrong while this process ran says nothing to the next one, so it is not kept.
  Lane<Incident> incidents(String sink, Exporter<Incident> exporter) {
    LaneOptions options =
        new LaneOptions(
            1024,
            context.configuration().get(MemorySettings.LANE),
            32,
            context.configuration().get(MemorySettings.BATCH),
            Duration.ofMillis(50),
            context.configuration().get(IncidentSettings.EXPORT_TIMEOUT),
            Backoff.DEFAULT);
    return inMemory(sink, Signal.INCIDENTS, options, exporter);
  }

  private LaneOptions logOptions(Duration delay) {
    Configuration configuration = context.configuration();
    return new LaneOptions(
        configuration.get(CoreSettings.LOG_QUEUE_SIZE),
        configuration.get(MemorySettings.LANE),
        configuration.get(CoreSettings.LOG_BATCH_SIZE),
        configuration.get(MemorySettings.BATCH),
        delay,
        configuration.get(CoreSettings.LOG_EXPORT_TIMEOUT),
        Backoff.DEFAULT);
  }

  private <T> Lane<T> lane(
      String sink,
      Signal<T> signal,
      LaneOptions options,
      Exporter<T> exporter,
      Supplier<RecordFormat<T>> formats) {
    if (spool != null) {
      try {
        return new SpooledLane<>(
            sink,
            signal,
            options,
            exporter,
            formats,
            spool,
            context.configuration().get(SpoolSettings.SYNC_INTERVAL),
            context.supervisor());
      } catch (SpoolException unusable) {
        opener.unusable(SpoolSettings.PATH, String.valueOf(unusable.getMessage()));
      }
    }
    return inMemory(sink, signal, options, exporter);
  }

  private <T> Lane<T> inMemory(
      String sink, Signal<T> signal, LaneOptions options, Exporter<T> exporter) {
    return new MemoryLane<>(sink, signal, options, exporter, context.supervisor());
  }

  /// What the spool holds for sinks that are not in use.
  List<String> notices() {
    return spool == null ? List.of() : spool.strangers();
  }

  /// Lets go of the spool, after its lanes.
  void close() {
    if (spool != null) {
      spool.close();
    }
  }
}
