import org.jspecify.annotations.NullMarked;

/// Logs to the `_bulk` API of Elasticsearch.
@NullMarked
module dev.obs.exporter.elasticsearch {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
}
