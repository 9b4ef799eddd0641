import org.jspecify.annotations.NullMarked;

/// Spans, metrics and logs over OTLP/HTTP.
@NullMarked
module dev.obs.exporter.otlp {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;
}
