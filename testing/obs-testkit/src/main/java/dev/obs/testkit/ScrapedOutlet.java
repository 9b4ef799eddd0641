package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// An adapter of a pulled outlet to a pushed one: offers each batch for collection and collects it.
final class ScrapedOutlet implements Exporter<MetricData> {
  private final MetricOutlet.Pull outlet;
  private final Scraper scraper;
  private final List<Received> scraped;
  private volatile List<MetricData> offered = List.of();

  ScrapedOutlet(MetricOutlet.Pull outlet, Backend backend, List<Received> scraped) {
    this.outlet = outlet;
    this.scraped = scraped;
    if (!(backend instanceof Scraper known)) {
      outlet.close();
      throw new IllegalStateException("the outlet is pulled; let backend() return a Scraper");
    }
    this.scraper = known;
    outlet
        .reader()
        .register(
            new CollectionRegistration() {
              @Override
              public Collection<MetricData> collectAllMetrics() {
                return offered;
              }
            });
  }

  @Override
  public ExportResult export(List<MetricData> batch) throws Exception {
    offered = batch;
    scraped.addAll(scraper.read(get()));
    return ExportResult.delivered();
  }

  private ScrapePage.Page get() throws Exception {
    if (outlet.addresses().isEmpty()) {
      throw Rule.PULL.broken("the outlet names no address", "return them from addresses()");
    }
    URI address = outlet.addresses().getFirst();
    HttpResponse<byte[]> response;
    try (HttpClient client = HttpClient.newHttpClient()) {
      response =
          client.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
              BodyHandlers.ofByteArray());
    }
    if (response.statusCode() != 200) {
      throw Rule.PULL.broken(
          "GET " + address + " answered " + response.statusCode(), "serve the page there");
    }
    return new ScrapePage.Page(
        response.headers().firstValue("Content-Type").orElse(""), response.body());
  }

  @Override
  public void close() {
    outlet.close();
  }
}
