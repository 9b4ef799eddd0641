package dev.obs.health.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.HealthKind;
import dev.obs.model.LaneStats;
import dev.obs.model.OperationSummary;
import dev.obs.spi.Endpoint;
import dev.obs.spi.Endpoint.Listener;
import dev.obs.spi.ScrapePage;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.testkit.ManualClock;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEndpointTest {
  private final TestKernel kernel = new TestKernel();
  private final TestContext context =
      new TestContext()
          .clock(ManualClock.at(TestKernel.NOW))
          .with(HealthSettings.LISTENER.port(), 0);
  private final HttpClient client = HttpClient.newHttpClient();
  private Listener listener;

  @AfterEach
  void close() throws Exception {
    if (listener != null) {
      listener.close();
    }
    client.close();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(Endpoint.class).stream()
            .anyMatch(provider -> provider.type() == HealthEndpoint.class));
  }

  @Test
  void livenessIsTheSeedsHealthPage() throws Exception {
    open();
    HttpResponse<String> response = get("/health");
    assertEquals(200, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").get());
    assertEquals(
        """
        {"status":"healthy","timestamp":1763806123.456,"version":"0.1.0","uptime":12.345}\
        """,
        response.body());
  }

  @Test
  void livenessThatIsDownIs503() throws Exception {
    kernel.check(HealthKind.LIVENESS, "deadlock", false);
    kernel.resource =
        Resource.create(Attributes.of(AttributeKey.stringKey("service.version"), "7.1"));
    open();
    HttpResponse<String> response = get("/health");
    assertEquals(503, response.statusCode());
    assertEquals(
        """
        {"status":"unhealthy","timestamp":1763806123.456,"version":"7.1","uptime":12.345}\
        """,
        response.body());
  }

  @Test
  void readinessTellsEachCheck() throws Exception {
    kernel.check(HealthKind.READINESS, "memory", true);
    kernel.check(HealthKind.READINESS, "disk", true);
    kernel.check(HealthKind.LIVENESS, "other", false);
    open();
    HttpResponse<String> ready = get("/ready");
    assertEquals(200, ready.statusCode());
    assertEquals(
        """
        {"ready":true,"checks":{"disk":true,"memory":true},"timestamp":1763806123.456}\
        """,
        ready.body());
    kernel.check(HealthKind.READINESS, "disk", false);
    HttpResponse<String> notReady = get("/ready");
    assertEquals(503, notReady.statusCode());
    assertEquals(
        """
        {"ready":false,"checks":{"disk":false,"memory":true},"timestamp":1763806123.456}\
        """,
        notReady.body());
  }

  @Test
  void kubernetesPathsAnswerPlainText() throws Exception {
    kernel.check(HealthKind.READINESS, "memory", true);
    kernel.check(HealthKind.READINESS, "disk", false);
    open();
    assertEquals("200 ok", answer("/livez"));
    assertEquals("200 ok", answer("/startupz"));
    assertEquals("503 not ok", answer("/readyz"));
    assertEquals(
        "503 [-]disk failed\n[+]memory ok\nreadyz check failed\n", answer("/readyz?verbose"));
    assertEquals("200 livez check passed\n", answer("/livez?a=b&verbose=true"));
    assertEquals(
        "text/plain; charset=utf-8", get("/livez").headers().firstValue("Content-Type").get());
  }

  @Test
  void metricsHoldSystemPerformanceAndLanes() throws Exception {
    kernel.system.put("memory_percent", 62.5);
    kernel.system.put("cpu_percent", 3.0);
    kernel.performance.put(
        "generate_docs",
        new OperationSummary(
            2,
            1,
            Duration.ofNanos(12_500_000),
            Duration.ofMillis(10),
            Duration.ofMillis(15),
            Duration.ofMillis(12),
            Duration.ofMillis(15),
            Duration.ofMillis(15),
            OptionalDouble.of(2048),
            OptionalDouble.empty()));
    kernel.lanes =
        List.of(
            new LaneStats(
                "otlp",
                "traces",
                12,
                1,
                2,
                9,
                1,
                3,
                3,
                new TreeMap<>(Map.of("http 400", 2L)),
                1,
                4,
                "refused by collector.internal",
                512,
                4096,
                700,
                8192,
                5));
    open();
    assertEquals(
        """
        {"system":{"cpu_percent":3,"memory_percent":62.5},\
        "performance":{"generate_docs":{"count":2,"errors":1,"avg_duration_ms":12.5,\
        "min_duration_ms":10,"max_duration_ms":15,"p50_duration_ms":12,"p95_duration_ms":15,\
        "p99_duration_ms":15,"avg_memory_bytes":2048}},\
        "lanes":[{"sink":"otlp","signal":"traces","offered":12,"refused":1,"queued":2,\
        "accepted":9,"recovered":1,"delivered":3,"dead_lettered":3,"dropped":{"http 400":2},\
        "waiting":1,"retries":4,\
        "failing":true,"memory_bytes":700,"memory_limit_bytes":8192,\
        "unprotected":5,"spool_bytes":512,"spool_limit_bytes":4096}]}\
        """,
        get("/metrics").body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                                       | application/json",
        "application/json                                          | application/json",
        "text/html,application/xml;q=0.9,*/*;q=0.8                 | application/json",
        "image/png                                                 | application/json",
        "text/plain                                                | text/x-page",
        "application/openmetrics-text                              | text/x-page",
        "application/json;q=0.5,text/plain;q=0.6                   | text/x-page",
        "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1            | text/x-page"
      })
  void metricsAreAPrometheusPageForThoseWhoPreferIt(String accept, String contentType)
      throws Exception {
    kernel.scrape = header -> new ScrapePage.Page("text/x-page", header.getBytes());
    open();
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri("/metrics")).header("Accept", accept).build(),
            BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    assertEquals(contentType, response.headers().firstValue("Content-Type").get());
    if (contentType.equals("text/x-page")) {
      assertEquals(accept, response.body());
    }
  }

  @Test
  void metricsAreJsonWhereNoSinkOffersAPage() throws Exception {
    open();
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri("/metrics")).header("Accept", "text/plain").build(),
            BodyHandlers.ofString());
    assertEquals("application/json", response.headers().firstValue("Content-Type").get());
  }

  @Test
  void configuredPathsReplaceTheDefaultsAndStandBeforeKubernetes() throws Exception {
    kernel.check(HealthKind.STARTUP, "cache", false);
    context.with(
        HealthSettings.ENDPOINTS, List.of(page("/up", "liveness"), page("/livez", "startup")));
    open();
    assertEquals(200, get("/up").statusCode());
    assertEquals(
        """
        503 {"started":false,"checks":{"cache":false},"timestamp":1763806123.456}\
        """,
        answer("/livez"));
    assertEquals(200, get("/readyz").statusCode());
    assertEquals(404, get("/health").statusCode());
    assertEquals(
        List.of("/up", "/livez", "/readyz", "/startupz"),
        listener.addresses().stream().map(URI::getPath).toList());
  }

  @Test
  void aPathThatStandsTwiceIsAnError() {
    context.with(HealthSettings.ENDPOINTS, List.of(page("/a", "liveness"), page("/a", "metrics")));
    SettingException error = assertThrows(SettingException.class, this::open);
    assertSame(HealthSettings.ENDPOINTS, error.setting());
    assertEquals("path /a is a duplicate; remove one of them", error.getMessage());
  }

  @Test
  void aTakenPortNamesTheSettingAndTheWayOut() throws Exception {
    open();
    int port = listener.addresses().getFirst().getPort();
    context.with(HealthSettings.LISTENER.port(), port);
    SettingException error =
        assertThrows(SettingException.class, () -> new HealthEndpoint().open(context, kernel));
    assertSame(HealthSettings.LISTENER.port(), error.setting());
    assertEquals(
        "port "
            + port
            + " on 127.0.0.1 is in use; set health.port to a free one, or to 0 to let the system"
            + " choose",
        error.getMessage());
  }

  @Test
  void anUnknownHostNamesTheSetting() {
    context.with(HealthSettings.LISTENER.host(), "192.0.2.1");
    SettingException error = assertThrows(SettingException.class, this::open);
    assertSame(HealthSettings.LISTENER.host(), error.setting());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "health", "/a b", "/a?b", "/a#b", "/%41", "/ä"})
  void refusesPathsThatNoRequestCouldMatch(String path) {
    assertThrows(
        IllegalArgumentException.class, () -> HealthSettings.PATH.scalar().read().apply(path));
    assertEquals("/a-b/c.d", HealthSettings.PATH.scalar().read().apply("/a-b/c.d"));
  }

  private static Settings page(String path, String type) {
    return new TestContext().with(HealthSettings.PATH, path).with(HealthSettings.TYPE, type);
  }

  private void open() throws Exception {
    listener = new HealthEndpoint().open(context, kernel);
  }

  private URI uri(String path) {
    return listener.addresses().getFirst().resolve(path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private String answer(String path) throws Exception {
    HttpResponse<String> response = get(path);
    return response.statusCode() + " " + response.body();
  }
}
