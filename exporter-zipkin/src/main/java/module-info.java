import dev.obs.exporter.zipkin.ZipkinTraceSink;
import dev.obs.spi.TraceSink;
import org.jspecify.annotations.NullMarked;

/// Spans to Zipkin v2, configured in the section `telemetry.zipkin`.
///
/// ```yaml
/// telemetry:
///   tracing: {exporters: [zipkin]}
///   zipkin: {endpoint: "http://zipkin:9411/api/v2/spans"}
/// ```
@NullMarked
module dev.obs.exporter.zipkin {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;

  provides TraceSink with
      ZipkinTraceSink;
}
