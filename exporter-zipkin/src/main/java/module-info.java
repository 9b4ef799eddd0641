import org.jspecify.annotations.NullMarked;

/// Spans to Zipkin v2.
@NullMarked
module dev.obs.exporter.zipkin {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;
}
