import dev.obs.exporter.file.FileLogSink;
import dev.obs.exporter.file.FileMetricSink;
import dev.obs.exporter.file.FileTraceSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import org.jspecify.annotations.NullMarked;

/// Spans, metrics and logs as lines of OTLP JSON in rotated files, configured in the section
/// `telemetry.file`. The form is that of OpenTelemetry's [file
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
module dev.obs.exporter.file {
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
