package dev.obs.exporter.file.json;

import dev.obs.codec.OtlpEncoder;
import dev.obs.codec.Shortening;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;

/// An encoder of telemetry as
/// [OTLP](https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding) JSON: the body of a
/// request with `Content-Type: application/json`, and a line, without its end, of the files of
/// OpenTelemetry's [file
/// exporter](https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/).
///
/// ```java
/// OtlpJsonEncoder encoder = new OtlpJsonEncoder();
/// byte[] line = encoder.logs(batch);
/// ```
///
/// As that encoding specifies, ids are hexadecimal, other bytes base64, whole numbers of 64 bits
/// are strings of decimal digits, enums are numbers, `NaN` and the infinities are strings, and
/// default values are left out. The text never contains a line break. Records are grouped as in
/// [OtlpEncoder], and any data gives valid JSON in the same way.
///
/// Keeps its buffer from call to call. Not thread-safe.
public final class OtlpJsonEncoder {
  private final JsonTraceEncoder traces;
  private final JsonMetricEncoder metrics;
  private final JsonLogEncoder logs;

  /// Creates an encoder with its own buffer.
  public OtlpJsonEncoder() {
    this(Shortening.uncounted());
  }

  /// Creates an encoder with its own buffer.
  ///
  /// @param shortening the account of values that are nested too deeply
  public OtlpJsonEncoder(Shortening shortening) {
    OtlpJson json = new OtlpJson(shortening);
    traces = new JsonTraceEncoder(json);
    metrics = new JsonMetricEncoder(json);
    logs = new JsonLogEncoder(json);
  }

  /// Encodes a `TracesData`, which has the form of an `ExportTraceServiceRequest`.
  public byte[] traces(Collection<? extends SpanData> spans) {
    return traces.encode(spans);
  }

  /// Encodes a `MetricsData`, which has the form of an `ExportMetricsServiceRequest`.
  public byte[] metrics(Collection<? extends MetricData> metrics) {
    return this.metrics.encode(metrics);
  }

  /// Encodes a `LogsData`, which has the form of an `ExportLogsServiceRequest`.
  public byte[] logs(Collection<? extends LogRecordData> logs) {
    return this.logs.encode(logs);
  }
}
