import dev.obs.exporter.otlp.OtlpLogSink;
import dev.obs.exporter.otlp.OtlpMetricSink;
import dev.obs.exporter.otlp.OtlpTraceSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import org.jspecify.annotations.NullMarked;

/// Spans, metrics and logs over OTLP/HTTP, configured in the section `telemetry.otlp`.
///
/// ```yaml
/// telemetry:
///   otlp:
///     endpoint: "https://collector:4318"
///     headers: {Authorization: "${file:/run/secrets/token}"}
///     compression: gzip
///     metrics: {timeout: 30s}
/// ```
///
/// Every key is also read from its `OTEL_EXPORTER_OTLP_*` variable, and every key can be set for
/// one signal, which then overrides the common value.
@NullMarked
module dev.obs.exporter.otlp {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;

  provides TraceSink with
      OtlpTraceSink;
  provides MetricSink with
      OtlpMetricSink;
  provides LogSink with
      OtlpLogSink;
}
