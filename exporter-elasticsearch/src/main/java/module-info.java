import org.jspecify.annotations.NullMarked;

/// Logs to the `_bulk` API of Elasticsearch, with the result of each item.
///
/// It does not use a client of Elastic. One POST is sufficient, and in addition to the JDK's own
/// client, which the image contains anyway, `elasticsearch-rest-client` 9.5.6 would add seven jars
/// of 2.1 MB, none with a module descriptor, and `elasticsearch-rest5-client` 9.5.2 eight of 2.6
/// MB, five of them without; both need `java.security.jgss`.
@NullMarked
module dev.obs.exporter.elasticsearch {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;
  requires tools.jackson.core;

  provides dev.obs.spi.LogSink with
      dev.obs.exporter.elasticsearch.ElasticsearchLogSink;
}
