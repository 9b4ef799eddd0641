package dev.obs.exporter.prometheus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.http.listener.HttpListener;
import dev.obs.http.listener.Response;
import dev.obs.it.PrometheusServer;
import dev.obs.spi.MetricOutlet;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus that scrapes our page, in OpenMetrics, and a text page of the same metrics at
/// `/text`, and whose API returns the result.
class PrometheusIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static MetricOutlet.Pull outlet;
  private static SdkMeterProvider provider;
  private static Scraped scraped;
  private static HttpListener text;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        PrometheusServer.isInstalled() || "true".equals(System.getenv("CI")),
        "prometheus is not installed: apt-get install prometheus");
    outlet =
        new PrometheusSink()
            .open(
                new TestContext()
                    .resource(Scraped.RESOURCE)
                    .with(PrometheusSettings.LISTENER.port(), 0));
    provider =
        exponential(SdkMeterProvider.builder()).registerMetricReader(outlet.reader()).build();
    record(provider.get("shop"), hostile());
    scraped = new Scraped(PrometheusIT::exponential);
    record(scraped.meter(), hostile());
    text =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            Map.of("/text", request -> Response.text(200, scraped.render("text/plain"))),
            System.getLogger("test"));
    prometheus =
        PrometheusServer.start(outlet.addresses().getFirst(), text.address().resolve("/text"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api("query", "up == 1").path("result").size() == 2);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (text != null) {
      text.close();
    }
    if (scraped != null) {
      scraped.close();
    }
    if (provider != null) {
      provider.close();
    }
    if (outlet != null) {
      outlet.close();
    }
    CLIENT.close();
  }

  /// Returns labels that are as difficult as possible.
  private static Attributes hostile() {
    return Attributes.builder()
        .put("quote", "a\"b\\c\nd\0\t\r\u0001é🐟\uD83D")
        .put("k.x", "1")
        .put("k-x", "2")
        .put("größe", "3")
        .put("le", "4")
        .put("quantile", "5")
        .put("__name__", "6")
        .build();
  }

  private static SdkMeterProviderBuilder exponential(SdkMeterProviderBuilder builder) {
    return builder.registerView(
        InstrumentSelector.builder().setName("size").build(),
        View.builder().setAggregation(Aggregation.base2ExponentialBucketHistogram()).build());
  }

  /// Records one instrument of each kind.
  private static void record(Meter meter, Attributes attributes) {
    try (Scope _ = Scraped.span()) {
      meter
          .counterBuilder("orders")
          .setUnit("{order}")
          .setDescription("Orders \\ taken\n\"so far\".")
          .build()
          .add(3, attributes);
      var duration =
          meter
              .histogramBuilder("http.server.duration")
              .setUnit("s")
              .setDescription("Time to answer.")
              .build();
      duration.record(0.004);
      duration.record(42, attributes);
      var size = meter.histogramBuilder("size").setDescription("Sizes.").setUnit("By").build();
      size.record(0);
      size.record(1000);
    }
    meter.gaugeBuilder("load").setUnit("1").setDescription("Load.").build().set(0.25);
    meter.upDownCounterBuilder("queue").setDescription("Waiting.").build().add(-4);
    meter.gaugeBuilder("endless").setDescription("No end.").build().set(Double.POSITIVE_INFINITY);
  }

  @Test
  void bothFormatsAreScrapedWithoutAComplaint() throws Exception {
    String log = Files.readString(prometheus.directory().resolve("server.log"));
    assertTrue(log.lines().noneMatch(line -> line.contains("level=warn")), log);
    String metadata = get("/api/v1/targets/metadata?metric=http_server_duration_seconds");
    for (JsonNode target : JSON.readTree(metadata).path("data")) {
      assertEquals("histogram", target.path("type").textValue());
      assertEquals("Time to answer.", target.path("help").textValue());
      boolean openMetrics = target.path("target").path("job").textValue().equals("/metrics");
      assertEquals(openMetrics ? "seconds" : "", target.path("unit").textValue());
    }
    String help = JSON.readTree(get("/api/v1/targets/metadata?metric=orders")).toString();
    assertTrue(help.contains("Orders \\\\ taken\\n\\\"so far\\\"."), help);
  }

  @Test
  void valuesArriveAsTheyWereRecorded() throws Exception {
    for (String job : new String[] {"/metrics", "/text"}) {
      assertEquals("3", value("orders_total", job));
      assertEquals("42.004", value("sum(http_server_duration_seconds_sum", job, ")"));
      assertEquals("2", value("sum(http_server_duration_seconds_count", job, ")"));
      assertEquals("0.25", value("load", job));
      assertEquals("-4", value("queue", job));
      assertEquals("+Inf", value("endless", job));
      assertEquals("2", value("size_bytes_count", job));
      double half = Double.parseDouble(value("histogram_quantile(1, size_bytes_bucket", job, ")"));
      assertTrue(half >= 1000 && half <= 1024 * Math.sqrt(2), () -> "quantile " + half);
      assertEquals("shop", labels("target_info", job).path("service_name").textValue());
    }
  }

  @Test
  void hostileLabelsArriveWhole() throws Exception {
    for (String job : new String[] {"/metrics", "/text"}) {
      JsonNode labels = labels("orders_total", job);
      assertEquals("a\"b\\c\nd\0\t\r\u0001é🐟\uFFFD", labels.path("quote").textValue());
      assertEquals("2;1", labels.path("k_x").textValue());
      assertEquals("3", labels.path("gr_e").textValue());
      assertEquals("4", labels.path("le").textValue());
      assertEquals("6", labels.path("_name_").textValue());
      JsonNode histogram = labels("http_server_duration_seconds_count{k_x!=\"\"", job, "}");
      assertEquals("4", histogram.path("exported_le").textValue());
      assertEquals("5", histogram.path("quantile").textValue());
    }
  }

  @Test
  void exemplarsLeadToTheirTraces() throws Exception {
    LongCounter visits = provider.get("shop").counterBuilder("visits").build();
    LongHistogram steps = provider.get("shop").histogramBuilder("steps").ofLongs().build();
    for (String metric : List.of("visits_total", "steps_bucket")) {
      JsonNode found =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> {
                    try (Scope _ = Scraped.span()) { // again: a scrape may time out
                      visits.add(1);
                      steps.record(7);
                    }
                    return exemplars(metric);
                  },
                  series -> !series.isEmpty());
      for (JsonNode series : found) {
        assertEquals("/metrics", series.path("seriesLabels").path("job").textValue());
        JsonNode labels = series.path("exemplars").path(0).path("labels");
        assertEquals("0af7651916cd43dd8448eb211c80319c", labels.path("trace_id").textValue());
        assertEquals("b7ad6b7169203331", labels.path("span_id").textValue());
      }
    }
  }

  @Test
  void promtoolHasNothingToSay(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.txt");
    try (Scraped scraped = new Scraped()) {
      record(scraped.meter(), Attributes.builder().put("http.code", 200).build());
      Files.writeString(page, scraped.render(""));
    }
    Process promtool =
        new ProcessBuilder(PrometheusServer.promtool().toString(), "check", "metrics")
            .redirectInput(page.toFile())
            .redirectErrorStream(true)
            .start();
    String verdict = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), verdict);
    assertEquals("", verdict);
  }

  /// Returns the value of a metric of one page, inside an expression.
  private static String value(String before, String job, String after) throws Exception {
    JsonNode result = query(before, job, after);
    return result.path("value").path(1).textValue();
  }

  private static String value(String metric, String job) throws Exception {
    return value(metric, job, "");
  }

  private static JsonNode labels(String metric, String job) throws Exception {
    return query(metric, job, "").path("metric");
  }

  private static JsonNode labels(String before, String job, String after) throws Exception {
    return query(before, job, after).path("metric");
  }

  private static JsonNode query(String before, String job, String after) throws Exception {
    String matcher = "job=\"" + job + "\"";
    String expression =
        after.equals("}") ? before + "," + matcher + after : before + "{" + matcher + "}" + after;
    JsonNode result = api("query", expression).path("result");
    assertEquals(1, result.size(), () -> expression + " found " + result);
    return result.path(0);
  }

  private static JsonNode api(String endpoint, String expression) throws Exception {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return JSON.readTree(get("/api/v1/" + endpoint + "?query=" + query)).path("data");
  }

  private static JsonNode exemplars(String metric) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String range = "&start=" + (now - 600) + "&end=" + (now + 60);
    return JSON.readTree(get("/api/v1/query_exemplars?query=" + metric + range)).path("data");
  }

  private static String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(prometheus.uri().resolve(path)).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }
}
