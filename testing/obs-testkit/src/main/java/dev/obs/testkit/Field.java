package dev.obs.testkit;

/// A part of a record beside its attributes, with the form in which [Received] holds it.
///
/// Times are nanoseconds since 1970 as [Long], ids are lower-case hexadecimal text.
public enum Field {
  /// The name of a span, metric or event, or the kind of an incident; empty for a log record that
  /// is no event.
  NAME,
  /// A span's or log record's trace id.
  TRACE_ID,
  /// A span's or log record's span id.
  SPAN_ID,
  /// A span's parent; absent for a root.
  PARENT_ID,
  /// `CLIENT`, `SERVER`, `PRODUCER`, `CONSUMER` or `INTERNAL`.
  KIND,
  /// When a span started, or a point's interval.
  START,
  /// When a span ended.
  END,
  /// `OK` or `ERROR`, absent if unset; of an incident `OPEN` or `RESOLVED`.
  STATUS,
  /// The description of a span's error.
  STATUS_DESCRIPTION,
  /// The names of a span's events, a list.
  EVENTS,
  /// The attributes of a span's events, a list of maps.
  EVENT_ATTRIBUTES,
  /// The span ids that a span links to, a list.
  LINKS,
  /// When a log record was written, a point was taken, or an incident came to its state.
  TIMESTAMP,
  /// When a log record was seen.
  OBSERVED,
  /// The number of a log record's severity, 1 to 24.
  SEVERITY,
  /// The name of a log record's or incident's severity.
  SEVERITY_TEXT,
  /// The body of a log record: any value; the summary of an incident.
  BODY,
  /// `gauge`, `sum`, `histogram`, `exponential_histogram` or `summary`.
  TYPE,
  /// The unit of a metric.
  UNIT,
  /// The description of a metric.
  DESCRIPTION,
  /// `CUMULATIVE` or `DELTA`.
  TEMPORALITY,
  /// Whether a sum only grows.
  MONOTONIC,
  /// The value of a gauge or sum.
  VALUE,
  /// How many values a histogram or summary counts.
  COUNT,
  /// Their sum.
  SUM,
  /// The least of them.
  MIN,
  /// The largest of them.
  MAX,
  /// The upper bounds of a histogram's buckets, a list.
  BOUNDS,
  /// The counts of its buckets, a list; of an exponential one those of positive values.
  BUCKETS,
  /// The scale of an exponential histogram.
  SCALE,
  /// How many values of an exponential histogram are zero.
  ZERO_COUNT,
  /// The values of a summary by quantile, a map such as `{"0.5": 12.0}`.
  QUANTILES,
  /// The trace ids of a point's exemplars, a list.
  EXEMPLARS,
  /// The attribute `service.name` of the resource.
  SERVICE,
  /// The name of the instrumentation scope.
  SCOPE
}
