package dev.obs.testkit;

/// A part of a record other than its attributes, with its form in [Received].
///
/// Times are nanoseconds since 1970 as [Long], ids are lower-case hexadecimal text.
public enum Field {
  /// The name of a span, metric or event, or the kind of an incident; empty for a log record that
  /// is not an event.
  NAME,
  /// A span's or log record's trace id.
  TRACE_ID,
  /// A span's or log record's span id.
  SPAN_ID,
  /// A span's parent; absent for a root.
  PARENT_ID,
  /// `CLIENT`, `SERVER`, `PRODUCER`, `CONSUMER` or `INTERNAL`.
  KIND,
  /// The start of a span, or of a point's interval.
  START,
  /// The end of a span.
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
  /// The time of a log record, of a point, or of an incident's state.
  TIMESTAMP,
  /// The observation time of a log record.
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
  /// The number of values in a histogram or summary.
  COUNT,
  /// Their sum.
  SUM,
  /// The smallest of them.
  MIN,
  /// The largest of them.
  MAX,
  /// The upper bounds of a histogram's buckets, a list.
  BOUNDS,
  /// The counts of its buckets, a list; of an exponential one those of positive values.
  BUCKETS,
  /// The scale of an exponential histogram.
  SCALE,
  /// The number of zero values in an exponential histogram.
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
