package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.SettingException;
import dev.obs.testkit.TestContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusSinkTest {
  private final TestContext context =
      new TestContext().resource(Scraped.RESOURCE).with(PrometheusSettings.LISTENER.port(), 0);
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricOutlet.Pull outlet;

  @AfterEach
  void close() {
    if (outlet != null) {
      outlet.close();
    }
    client.close();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(MetricSink.class).stream()
            .anyMatch(provider -> provider.type() == PrometheusSink.class));
  }

  @Test
  void listensOnLoopbackAtTheUsualPortByDefault() {
    assertEquals(9464, PrometheusSettings.LISTENER.port().fallback().get());
    assertEquals("127.0.0.1", PrometheusSettings.LISTENER.host().fallback().get());
    assertEquals("/metrics", PrometheusSettings.PATH.fallback().get());
    assertEquals(
        "underscore_escaping_with_suffixes", PrometheusSettings.TRANSLATION.fallback().get());
  }

  @Test
  void servesAValidPageBeforeThereAreMetrics() throws Exception {
    open();
    HttpResponse<String> text = get(outlet.addresses().getFirst(), "*/*");
    assertEquals(200, text.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        text.headers().firstValue("Content-Type").get());
    assertTrue(text.body().endsWith("target_info{service_name=\"shop\"} 1\n"));
    HttpResponse<String> openMetrics =
        get(outlet.addresses().getFirst(), "application/openmetrics-text");
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        openMetrics.headers().firstValue("Content-Type").get());
    assertTrue(openMetrics.body().endsWith("# EOF\n"));
    StrictParser.check(openMetrics.body());
  }

  @Test
  void servesTheMetricsOfItsReaderUntilThatIsShutDown() throws Exception {
    context.with(PrometheusSettings.PATH, "/internal/prom");
    open();
    URI address = outlet.addresses().getFirst();
    assertEquals("/internal/prom", address.getPath());
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder().registerMetricReader(outlet.reader()).build()) {
      provider.get("shop").counterBuilder("orders").build().add(2);
      assertTrue(get(address, "").body().contains("orders_total{otel_scope_name=\"shop\"} 2\n"));
      assertEquals(404, get(address.resolve("/metrics"), "").statusCode());
    }
    assertTrue(get(address, "").body().startsWith("# HELP target_info"));
  }

  @Test
  void aHeadRequestTakesNoExemplarFromTheNextScrape() throws Exception {
    open();
    URI address = outlet.addresses().getFirst();
    String accept = "application/openmetrics-text";
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder().registerMetricReader(outlet.reader()).build()) {
      try (Scope _ = Scraped.span()) {
        provider.get("shop").counterBuilder("orders").build().add(2);
      }
      HttpRequest head = HttpRequest.newBuilder(address).HEAD().header("Accept", accept).build();
      assertEquals(200, client.send(head, BodyHandlers.ofString()).statusCode());
      outlet.page().render("");
      assertTrue(
          get(address, accept).body().contains("orders_total{otel_scope_name=\"shop\"} 2 # {"));
      assertTrue(
          get(address, accept).body().contains("orders_total{otel_scope_name=\"shop\"} 2 # {"));
    }
  }

  @Test
  void aTakenPortNamesTheSettingAndTheWayOut() throws Exception {
    open();
    int port = outlet.addresses().getFirst().getPort();
    context.with(PrometheusSettings.LISTENER.port(), port);
    SettingException error =
        assertThrows(SettingException.class, () -> new PrometheusSink().open(context));
    assertSame(PrometheusSettings.LISTENER.port(), error.setting());
    assertEquals(
        "port "
            + port
            + " on 127.0.0.1 is in use; set telemetry.prometheus.port to a free one, or to 0 to"
            + " let the system choose",
        error.getMessage());
  }

  @Test
  void anUnknownHostNamesTheSetting() {
    context.with(PrometheusSettings.LISTENER.host(), "no.such.host.invalid");
    SettingException error = assertThrows(SettingException.class, this::open);
    assertSame(PrometheusSettings.LISTENER.host(), error.setting());
  }

  private void open() throws Exception {
    outlet = new PrometheusSink().open(context);
  }

  private HttpResponse<String> get(URI uri, String accept) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
