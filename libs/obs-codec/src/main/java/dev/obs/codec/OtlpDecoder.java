package dev.obs.codec;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// Decodes [OTLP](https://opentelemetry.io/docs/specs/otlp/) protobuf, from [OtlpEncoder] or any
/// other sender, into the data that OpenTelemetry's exporters take.
///
/// ```java
/// OtlpDecoder decoder = new OtlpDecoder();
/// List<SpanData> spans = decoder.traces(body);
/// ```
///
/// There is one record for each one in the request, in its order. Encoding what was decoded gives
/// the bytes that [OtlpEncoder] made. Unknown fields are left out, and enum values too that this
/// version of OTLP has not; metrics of no known type become gauges without points.
///
/// What OTLP does not carry is not there again:
/// - an empty text, version or schema URL is no different from none;
/// - an empty array is one of strings, a gauge or sum without points one of longs;
/// - the parent of a span has the span's own trace flags and no trace state, and the context of a
///   log record or exemplar no trace state and is not remote;
/// - an exception of an event is only in its attributes;
/// - minimum and maximum are 0 where a point has none.
///
/// What the SDK's data cannot express is left out: points and exemplars without a value, attributes
/// of a resource whose name the SDK refuses, a trace id without span id. Numbers of both types in
/// one gauge or sum become doubles.
///
/// Anything that is not protobuf ends in a [MalformedOtlpException], never in another exception,
/// and so does a point whose buckets do not fit its bounds or that has no temporality. Memory is
/// taken in proportion to the bytes that are there, whatever lengths they claim.
///
/// Thread-safe. The records are immutable; the ones of a group share their resource and scope.
public final class OtlpDecoder {
  private final AttributeKeys keys = new AttributeKeys();

  /// A decoder with a small cache of attribute keys; best used again.
  public OtlpDecoder() {}

  /// The spans of an `ExportTraceServiceRequest`.
  ///
  /// @throws MalformedOtlpException if the bytes are no such request
  public List<SpanData> traces(byte[] request) throws MalformedOtlpException {
    return new TraceDecoder(new ProtoReader(request), keys).decode();
  }

  /// The metrics of an `ExportMetricsServiceRequest`.
  ///
  /// @throws MalformedOtlpException if the bytes are no such request
  public List<MetricData> metrics(byte[] request) throws MalformedOtlpException {
    return new MetricDecoder(new ProtoReader(request), keys).decode();
  }

  /// The log records of an `ExportLogsServiceRequest`.
  ///
  /// @throws MalformedOtlpException if the bytes are no such request
  public List<LogRecordData> logs(byte[] request) throws MalformedOtlpException {
    return new LogDecoder(new ProtoReader(request), keys).decode();
  }
}
