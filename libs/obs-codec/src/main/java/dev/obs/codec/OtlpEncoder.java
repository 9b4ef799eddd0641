package dev.obs.codec;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;

/// An encoder of telemetry as [OTLP](https://opentelemetry.io/docs/specs/otlp/) protobuf: the body
/// of a request to `/v1/traces`, `/v1/metrics` or `/v1/logs`, or the payload of the same call over
/// gRPC.
///
/// ```java
/// OtlpEncoder encoder = new OtlpEncoder();
/// byte[] body = encoder.traces(batch);
/// ```
///
/// Records are grouped by resource, then by instrumentation scope, in the order of their first
/// appearance; the encoder of [#inOrder] groups only neighbours. Any data gives a valid request: a
/// lone surrogate becomes U+FFFD, an invalid id is left out, values nested deeper than receivers
/// decode are cut off.
///
/// Keeps its buffer from call to call. Not thread-safe.
public final class OtlpEncoder {
  private final TraceEncoder traces;
  private final MetricEncoder metrics;
  private final LogEncoder logs;

  /// Creates an encoder with its own buffer.
  public OtlpEncoder() {
    this(Shortening.uncounted());
  }

  /// Creates an encoder with its own buffer.
  ///
  /// @param shortening the account of values that are nested too deeply
  public OtlpEncoder(Shortening shortening) {
    this(false, shortening);
  }

  private OtlpEncoder(boolean inOrder, Shortening shortening) {
    ProtoBuffer buffer = new ProtoBuffer();
    traces = new TraceEncoder(buffer, inOrder, shortening);
    metrics = new MetricEncoder(buffer, inOrder, shortening);
    logs = new LogEncoder(buffer, inOrder, shortening);
  }

  /// Creates an encoder that keeps the records in their order, at the cost of writing a resource or
  /// scope again when it recurs after another one.
  public static OtlpEncoder inOrder() {
    return new OtlpEncoder(true, Shortening.uncounted());
  }

  /// Encodes an `ExportTraceServiceRequest`.
  public byte[] traces(Collection<? extends SpanData> spans) {
    return traces.encode(spans);
  }

  /// Encodes an `ExportMetricsServiceRequest`.
  public byte[] metrics(Collection<? extends MetricData> metrics) {
    return this.metrics.encode(metrics);
  }

  /// Encodes an `ExportLogsServiceRequest`.
  public byte[] logs(Collection<? extends LogRecordData> logs) {
    return this.logs.encode(logs);
  }
}
