package dev.obs.codec;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// A decoder of [OTLP](https://opentelemetry.io/docs/specs/otlp/) protobuf, from [OtlpEncoder] or
/// any other sender, into the data of OpenTelemetry's exporters.
///
/// ```java
/// OtlpDecoder decoder = new OtlpDecoder();
/// List<SpanData> spans = decoder.traces(body);
/// ```
///
/// The result has one record for each record of the request, in its order. Encoding the decoded
/// records gives the bytes of [OtlpEncoder]. Unknown fields are left out, as are enum values that
/// this version of OTLP does not define; metrics of an unknown type become gauges without points.
///
/// OTLP does not transmit some differences:
/// - an empty text, version or schema URL equals an absent one;
/// - an empty array becomes one of strings, a gauge or sum without points one of longs;
/// - the parent of a span has the span's own trace flags and no trace state, and the context of a
///   log record or exemplar no trace state and is not remote;
/// - an exception of an event is only in its attributes;
/// - minimum and maximum are 0 where a point has none.
///
/// The SDK's data cannot express some fields, which are left out: points and exemplars without a
/// value, attributes of a resource whose name the SDK refuses, a trace id without span id. Numbers
/// of both types in one gauge or sum become doubles.
///
/// Bytes that are not protobuf cause a [MalformedOtlpException], never another exception, and so
/// does a point whose buckets do not match its bounds or that has no temporality. Memory is
/// proportional to the actual bytes, regardless of the lengths that they declare.
///
/// Thread-safe. The records are immutable; records of a group share their resource and scope.
public final class OtlpDecoder {
  private final AttributeKeys keys = new AttributeKeys();

  /// Creates a decoder with a small cache of attribute keys; best reused.
  public OtlpDecoder() {}

  /// Decodes the spans of an `ExportTraceServiceRequest`.
  ///
  /// @throws MalformedOtlpException if the bytes are not such a request
  public List<SpanData> traces(byte[] request) throws MalformedOtlpException {
    return new TraceDecoder(new ProtoReader(request), keys).decode();
  }

  /// Decodes the metrics of an `ExportMetricsServiceRequest`.
  ///
  /// @throws MalformedOtlpException if the bytes are not such a request
  public List<MetricData> metrics(byte[] request) throws MalformedOtlpException {
    return new MetricDecoder(new ProtoReader(request), keys).decode();
  }

  /// Decodes the log records of an `ExportLogsServiceRequest`.
  ///
  /// @throws MalformedOtlpException if the bytes are not such a request
  public List<LogRecordData> logs(byte[] request) throws MalformedOtlpException {
    return new LogDecoder(new ProtoReader(request), keys).decode();
  }
}
