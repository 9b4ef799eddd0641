package dev.obs.exporter.prometheus;

import dev.obs.http.listener.HttpListener;
import dev.obs.http.listener.Response;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.ScrapePage;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The sink that offers all metrics for collection by Prometheus.
///
/// The page is text format 0.0.4 or OpenMetrics 1.0, depending on the request's `Accept` header, as
/// OpenTelemetry's specification "Prometheus and OpenMetrics Compatibility" defines it:
///
/// ```
/// # HELP http_requests_total Requests answered.
/// # TYPE http_requests_total counter
/// http_requests_total{code="200",otel_scope_name="shop"} 1027
/// # TYPE target_info gauge
/// target_info{service_name="shop"} 1
/// ```
///
/// Names are escaped to underscores. With another translation strategy a reader that accepts names
/// in UTF-8 gets them as they are: `{"http.requests_total",code="200"} 1027`.
///
/// A conflict never fails the page: of two metrics that map to the same name with different types
/// the later one in the order of names and scopes is left out, as is the second of two series with
/// the same labels. Each is counted in `obs.scrape.dropped` and logged once.
public final class PrometheusSink implements MetricSink {

  /// Creates an instance for [java.util.ServiceLoader].
  public PrometheusSink() {}

  @Override
  public String type() {
    return "prometheus";
  }

  @Override
  public List<Setting<?>> settings() {
    return PrometheusSettings.ALL;
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    PrometheusSettings.LISTENER.validate(settings);
  }

  @Override
  public MetricOutlet.Pull open(ExtensionContext context) throws IOException, SettingException {
    ScrapeReader reader = new ScrapeReader();
    MetricsPage page =
        new MetricsPage(
            reader,
            context.resource(),
            Translation.of(context.get(PrometheusSettings.TRANSLATION)),
            new ScrapeLosses(context.meter(), context.logger()));
    String path = context.get(PrometheusSettings.PATH);
    HttpListener listener =
        HttpListener.open(
            context,
            PrometheusSettings.LISTENER,
            Map.of(
                path,
                request -> {
                  ScrapePage.Page scraped =
                      page.render(
                          request.accept(),
                          ScrapePage.timeout(request.header(ScrapePage.TIMEOUT_HEADER)));
                  return new Response(200, scraped.contentType(), scraped.body());
                }));
    return new PrometheusOutlet(reader, page, listener, listener.address().resolve(path));
  }
}
