import dev.obs.example.file.FileLogSink;
import dev.obs.example.file.FileMetricSink;
import dev.obs.example.file.FileTraceSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import org.jspecify.annotations.NullMarked;

/// Spans, metrics and logs as lines of OTLP JSON in files that are rotated, configured in the
/// section `telemetry.file`. The form is that of OpenTelemetry's [file
/// exporter](https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/), so that a collector
/// can read it again.
///
/// ```yaml
/// telemetry:
///   tracing: {exporters: [file]}
///   file:
///     path: /var/lib/shop/telemetry
///     max_size: 16MB
///     max_age: 1d
///     keep: 30
/// ```
@NullMarked
module dev.obs.example.file {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;

  provides TraceSink with
      FileTraceSink;
  provides MetricSink with
      FileMetricSink;
  provides LogSink with
      FileLogSink;
}
