package dev.obs.exporter.prometheus;

import dev.obs.http.listener.HttpListener;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.net.URI;
import java.util.List;

/// The opened sink: its reader, page and listener.
record PrometheusOutlet(MetricReader reader, ScrapePage page, HttpListener listener, URI address)
    implements MetricOutlet.Pull {

  @Override
  public List<URI> addresses() {
    return List.of(address);
  }

  @Override
  public void close() {
    listener.close();
  }
}
