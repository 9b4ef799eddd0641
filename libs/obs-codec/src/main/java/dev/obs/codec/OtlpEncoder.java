package dev.obs.codec;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;

/// Encodes telemetry as [OTLP](https://opentelemetry.io/docs/specs/otlp/) protobuf: the body of a
/// request to `/v1/traces`, `/v1/metrics` or `/v1/logs`, or the payload of the same call over gRPC.
///
/// ```java
/// OtlpEncoder encoder = new OtlpEncoder();
/// byte[] body = encoder.traces(batch);
/// ```
///
/// Records are grouped by resource, then by instrumentation scope, in the order of their first
/// appearance; the encoder of [#inOrder] groups only neighbours. Any data gives a valid request: a
/// lone surrogate becomes U+FFFD, an id that is not one is left out, values nested deeper than
/// receivers decode are cut off.
///
/// Keeps its buffer from call to call. Not thread-safe.
public final class OtlpEncoder {
  private final TraceEncoder traces;
  private final MetricEncoder metrics;
  private final LogEncoder logs;

  /// An encoder with a buffer of its own.
  public OtlpEncoder() {
    this(false);
  }

  private OtlpEncoder(boolean inOrder) {
    ProtoBuffer buffer = new ProtoBuffer();
    traces = new TraceEncoder(buffer, inOrder);
    metrics = new MetricEncoder(buffer, inOrder);
    logs = new LogEncoder(buffer, inOrder);
  }

  /// An encoder that keeps the records in their order, at the price of writing a resource or scope
  /// again where it comes back after another one.
  public static OtlpEncoder inOrder() {
    return new OtlpEncoder(true);
  }

  /// An `ExportTraceServiceRequest`.
  public byte[] traces(Collection<? extends SpanData> spans) {
    return traces.encode(spans);
  }

  /// An `ExportMetricsServiceRequest`.
  public byte[] metrics(Collection<? extends MetricData> metrics) {
    return this.metrics.encode(metrics);
  }

  /// An `ExportLogsServiceRequest`.
  public byte[] logs(Collection<? extends LogRecordData> logs) {
    return this.logs.encode(logs);
  }
}
