package dev.obs.testkit;

import dev.obs.model.Incident;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A span, log record, metric point or incident as a backend received it, independent of any
/// format.
///
/// Values have the types of a reader of the format: [String], [Number], [Boolean], [List], [Map],
/// `byte[]`, or null in nested ones. A text also equals the number, the base64 bytes or the JSON
/// array or object in it, because many formats have only text.
///
/// ```java
/// Received.of((String) span.get("name"), Json.map(span.get("tags")))
///     .with(Field.TRACE_ID, span.get("traceId"))
///     .with(Field.SPAN_ID, span.get("id"));
/// ```
///
/// @param attributes the attributes by key; a record may have more than were sent
/// @param fields the other fields; the losses of a format are declared by [Fidelity#without]
public record Received(Map<String, Object> attributes, Map<Field, Object> fields) {

  /// Copies the maps.
  public Received {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    Map<Field, Object> copy = new EnumMap<>(Field.class);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
  }

  /// Creates a record with a name and attributes.
  public static Received of(String name, Map<String, ?> attributes) {
    return new Received(new LinkedHashMap<>(attributes), Map.of(Field.NAME, name));
  }

  /// Converts a span, for a backend that keeps it unchanged.
  public static Received of(SpanData span) {
    return Received.of(span.getName(), Values.plain(span.getAttributes())).withAll(Parts.of(span));
  }

  /// Converts a log record, for a backend that keeps it unchanged.
  public static Received of(LogRecordData log) {
    return Received.of(Parts.eventName(log), Values.plain(log.getAttributes()))
        .withAll(Parts.of(log));
  }

  /// Converts an incident, for a backend that keeps it unchanged.
  public static Received of(Incident incident) {
    return Received.of(incident.kind(), incident.details()).withAll(Parts.of(incident));
  }

  /// Converts the points of a metric, for a backend that keeps it unchanged.
  public static List<Received> of(MetricData metric) {
    Map<Field, Object> common = Parts.of(metric);
    return metric.getData().getPoints().stream()
        .map(point ->
            Received.of(metric.getName(), Values.plain(point.getAttributes()))
                .withAll(common)
                .withAll(PointParts.of(point)))
        .toList();
  }

  /// Returns this record with one more field; null and the empty text add nothing.
  public Received with(Field field, @Nullable Object value) {
    return value == null || value.equals("") ? this : withAll(Map.of(field, value));
  }

  private Received withAll(Map<Field, Object> more) {
    Map<Field, Object> all = new EnumMap<>(Field.class);
    all.putAll(fields);
    all.putAll(more);
    return new Received(attributes, all);
  }
}
