package dev.obs.kernel.delivery;

import dev.obs.model.Incident;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.ToLongFunction;

/// A kind of record, as lanes see it.
///
/// @param name `traces`, `metrics`, `logs` or `incidents`
/// @param size estimates the bytes that one record takes in memory
/// @param <T> the type of a record
public record Signal<T>(String name, ToLongFunction<T> size) {
  /// Spans.
  public static final Signal<SpanData> TRACES = new Signal<>("traces", RecordSize::of);

  /// Metrics.
  public static final Signal<MetricData> METRICS = new Signal<>("metrics", RecordSize::of);

  /// Log records.
  public static final Signal<LogRecordData> LOGS = new Signal<>("logs", RecordSize::of);

  /// Incidents.
  public static final Signal<Incident> INCIDENTS = new Signal<>("incidents", RecordSize::of);

  /// The size of a record whose data cannot be read, as of a foreign implementation.
  private static final long UNREADABLE = 1024;

  /// The size of a record. Never throws.
  long sizeOf(T item) {
    try {
      return Math.max(1, size.applyAsLong(item));
    } catch (Throwable strange) {
      return UNREADABLE;
    }
  }
}
