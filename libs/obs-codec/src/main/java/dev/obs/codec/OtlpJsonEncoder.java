package dev.obs.codec;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;

/// Encodes telemetry as [OTLP](https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding)
/// JSON: the body of a request with `Content-Type: application/json`, and a line, less its end, of
/// the files of OpenTelemetry's [file
/// exporter](https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/).
///
/// ```java
/// OtlpJsonEncoder encoder = new OtlpJsonEncoder();
/// byte[] line = encoder.logs(batch);
/// ```
///
/// As that encoding has it: ids are hexadecimal, other bytes base64, whole numbers of 64 bits are
/// strings of decimal digits, enums are numbers, `NaN` and the infinities are strings, and what has
/// its default value is left out. There is never a line break in it. Records are grouped as those
/// of [OtlpEncoder] are, and any data gives valid JSON in the same way.
///
/// Keeps its buffer from call to call. Not thread-safe.
public final class OtlpJsonEncoder {
  private final JsonTraceEncoder traces;
  private final JsonMetricEncoder metrics;
  private final JsonLogEncoder logs;

  /// An encoder with a buffer of its own.
  public OtlpJsonEncoder() {
    OtlpJson json = new OtlpJson();
    traces = new JsonTraceEncoder(json);
    metrics = new JsonMetricEncoder(json);
    logs = new JsonLogEncoder(json);
  }

  /// A `TracesData`, which is of the same form as an `ExportTraceServiceRequest`.
  public byte[] traces(Collection<? extends SpanData> spans) {
    return traces.encode(spans);
  }

  /// A `MetricsData`, which is of the same form as an `ExportMetricsServiceRequest`.
  public byte[] metrics(Collection<? extends MetricData> metrics) {
    return this.metrics.encode(metrics);
  }

  /// A `LogsData`, which is of the same form as an `ExportLogsServiceRequest`.
  public byte[] logs(Collection<? extends LogRecordData> logs) {
    return this.logs.encode(logs);
  }
}
