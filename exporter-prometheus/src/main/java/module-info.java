import org.jspecify.annotations.NullMarked;

/// The scrape endpoint for Prometheus.
@NullMarked
module dev.obs.exporter.prometheus {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.http.listener;
}
