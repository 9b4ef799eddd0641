package dev.obs.kernel.delivery;

import static dev.obs.kernel.delivery.SignalSettings.configured;
import static dev.obs.kernel.delivery.SignalSettings.fixed;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.IncidentSettings;
import dev.obs.model.Incident;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A signal: its name, its sinks, the settings of their lanes, the size of its records, and their
/// format on disk. Discovery, selection, sinks, lanes and the spool take all that from this one
/// row.
///
/// Immutable and thread-safe.
///
/// @param <T> the type of a record
public final class Signal<T> {
  /// Spans.
  public static final Signal<SpanData> TRACES =
      new Signal<>(
          "traces",
          SinkType.of(
                  "trace sink",
                  TraceSink.class,
                  (sink, context) -> Outlet.pushed(sink.open(context)))
              .adapting(ConfigurableSpanExporterProvider.class),
          new SignalSettings(
              CoreSettings.TRACE_EXPORTERS,
              Configuration::traceExporters,
              configured(CoreSettings.TRACE_QUEUE_SIZE),
              configured(CoreSettings.TRACE_BATCH_SIZE),
              configured(CoreSettings.TRACE_SCHEDULE_DELAY),
              configured(CoreSettings.TRACE_EXPORT_TIMEOUT)),
          RecordSize::of,
          RecordFormat::traces);

  /// Metrics. A collection is offered at once, however many metrics there are.
  public static final Signal<MetricData> METRICS =
      new Signal<>(
          "metrics",
          SinkType.of(
                  "metric sink", MetricSink.class, (sink, context) -> outlet(sink.open(context)))
              .adapting(ConfigurableMetricExporterProvider.class),
          new SignalSettings(
              CoreSettings.METRIC_EXPORTERS,
              Configuration::metricExporters,
              fixed(8192),
              fixed(8192),
              fixed(Duration.ofMillis(50)),
              configured(CoreSettings.METRIC_EXPORT_TIMEOUT)),
          RecordSize::of,
          RecordFormat::metrics);

  /// Log records.
  public static final Signal<LogRecordData> LOGS =
      new Signal<>(
          "logs",
          SinkType.of(
                  "log sink", LogSink.class, (sink, context) -> Outlet.pushed(sink.open(context)))
              .adapting(ConfigurableLogRecordExporterProvider.class),
          new SignalSettings(
              CoreSettings.LOG_EXPORTERS,
              Configuration::logExporters,
              configured(CoreSettings.LOG_QUEUE_SIZE),
              configured(CoreSettings.LOG_BATCH_SIZE),
              configured(CoreSettings.LOG_SCHEDULE_DELAY),
              configured(CoreSettings.LOG_EXPORT_TIMEOUT)),
          RecordSize::of,
          RecordFormat::logs);

  /// Incidents. They are not spooled: a fault of this process says nothing to the next one.
  public static final Signal<Incident> INCIDENTS =
      new Signal<>(
          "incidents",
          SinkType.of(
              "incident sink",
              IncidentSink.class,
              (sink, context) -> Outlet.pushed(sink.open(context))),
          new SignalSettings(
              IncidentSettings.EXPORTERS,
              Configuration::incidentExporters,
              fixed(1024),
              fixed(32),
              fixed(Duration.ofMillis(50)),
              configured(IncidentSettings.EXPORT_TIMEOUT)),
          RecordSize::of,
          null);

  /// All signals, in the order in which their sinks are opened and reported.
  public static final List<Signal<?>> ALL = List.of(TRACES, METRICS, LOGS, INCIDENTS);

  /// The size of a record whose data cannot be read, as of a foreign implementation.
  private static final long UNREADABLE = 1024;

  private final String name;
  private final SinkType<T> sinks;
  private final SignalSettings settings;
  private final ToLongFunction<T> size;
  private final @Nullable Supplier<RecordFormat<T>> format;

  /// @param name as in metrics, reports and folders of the spool
  /// @param size estimates the bytes that a record takes in memory
  /// @param format makes formats for the spool, null if records are kept in memory only
  Signal(
      String name,
      SinkType<T> sinks,
      SignalSettings settings,
      ToLongFunction<T> size,
      @Nullable Supplier<RecordFormat<T>> format) {
    this.name = name;
    this.sinks = sinks;
    this.settings = settings;
    this.size = size;
    this.format = format;
  }

  private static @Nullable Outlet<MetricData> outlet(@Nullable MetricOutlet opened) {
    if (opened instanceof MetricOutlet.Push push) {
      return new Outlet.Collected<>(
          push.exporter(), lane -> new CollectingReader(lane, push.temporality()));
    }
    return opened == null ? null : new Outlet.Scraped<>((MetricOutlet.Pull) opened);
  }

  /// The name, such as `traces`.
  public String name() {
    return name;
  }

  /// The type of its sinks.
  public SinkType<T> sinks() {
    return sinks;
  }

  /// The settings of its sinks and lanes.
  public SignalSettings settings() {
    return settings;
  }

  /// Makes formats for the spool, one for each thread; empty if records are kept in memory only.
  public Optional<Supplier<RecordFormat<T>>> format() {
    return Optional.ofNullable(format);
  }

  /// The size of a record in bytes of the heap, at least 1. Never throws.
  long sizeOf(T item) {
    try {
      return Math.max(1, size.applyAsLong(item));
    } catch (Throwable strange) {
      return UNREADABLE;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
