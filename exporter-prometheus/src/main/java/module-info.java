import dev.obs.exporter.prometheus.PrometheusSink;
import dev.obs.spi.MetricSink;
import org.jspecify.annotations.NullMarked;

/// The scrape endpoint for Prometheus.
@NullMarked
module dev.obs.exporter.prometheus {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.listener;

  provides MetricSink with
      PrometheusSink;
}
