package dev.obs.example.shop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AppProcess;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.Received;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The application as a process, with the versions that Spring Boot manages and a spool.
class ShopIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  @TempDir Path folder;

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpBackend backend() throws Exception {
    return HttpBackend.decoding(
            request -> {
              if (request.path().equals("/v1/logs")) {
                lines.addAll(lines(request.body()));
                return List.of();
              }
              List<Span> received =
                  ExportTraceServiceRequest.parseFrom(request.body())
                      .getResourceSpansList()
                      .stream()
                      .filter(resource ->
                          resource.getResource().getAttributesList().stream()
                              .anyMatch(attribute ->
                                  attribute.getValue().getStringValue().equals("shop")))
                      .flatMap(resource -> resource.getScopeSpansList().stream())
                      .flatMap(scope -> scope.getSpansList().stream())
                      .toList();
              spans.addAll(received);
              return received.stream().map(span -> Received.of(span.getName(), Map.of())).toList();
            })
        .start();
  }

  private static List<LogRecord> lines(byte[] body) throws Exception {
    return ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .toList();
  }

  private AppProcess start(HttpBackend backend, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "dev.obs.example.shop.Shop";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return AppProcess.onClassPath(
        folder,
        Map.of("PORT", "0", "OTLP", backend.uri("").toString(), "TELEMETRY_CONFIG", ""),
        all);
  }

  private static URI address(AppProcess app) throws Exception {
    return URI.create("http://localhost:" + app.awaitLog("Tomcat started on port (\\d+)").group(1));
  }

  private int get(URI address, String traceparent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("traceparent", traceparent).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private Span span(String name, Span.SpanKind kind) {
    await()
        .until(() ->
            spans.stream().anyMatch(span -> span.getName().equals(name) && span.getKind() == kind));
    return spans.stream()
        .filter(span -> span.getName().equals(name) && span.getKind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute ->
            attribute.getValue().hasIntValue()
                ? String.valueOf(attribute.getValue().getIntValue())
                : attribute.getValue().getStringValue())
        .findFirst()
        .orElse("absent");
  }

  private static boolean says(LogRecord line, String text) {
    return line.getBody().getStringValue().equals(text);
  }

  private static String hex(com.google.protobuf.ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Test
  void requestsAndMonitoredMethodsAreSpansOfTheCallersTrace() throws Exception {
    try (HttpBackend backend = backend();
        AppProcess app = start(backend)) {
      URI shop = address(app);
      String parent = "00-" + TRACE + "-" + CALLER + "-01";
      assertEquals(200, get(shop.resolve("/forwarded/7"), parent));

      Span forwarded = span("GET /forwarded/{article}", Span.SpanKind.SPAN_KIND_SERVER);
      Span sent = span("GET /orders/{article}", Span.SpanKind.SPAN_KIND_CLIENT);
      Span served = span("GET /orders/{article}", Span.SpanKind.SPAN_KIND_SERVER);
      Span taken = span("take_article", Span.SpanKind.SPAN_KIND_INTERNAL);
      assertEquals(TRACE, hex(forwarded.getTraceId()));
      assertEquals(CALLER, hex(forwarded.getParentSpanId()));
      assertEquals(forwarded.getSpanId(), sent.getParentSpanId());
      assertEquals(sent.getSpanId(), served.getParentSpanId());
      assertEquals(served.getSpanId(), taken.getParentSpanId());
      assertEquals("/orders/{article}", attribute(served, "http.route"));
      assertEquals("200", attribute(served, "http.response.status_code"));
      assertEquals("GET", attribute(served, "http.request.method"));
      assertEquals("7", attribute(taken, "article.id"));
      assertEquals("north", attribute(taken, "shop"));

      await().until(() -> lines.stream().anyMatch(line -> says(line, "article 7 taken")));
      List<LogRecord> written =
          lines.stream().filter(line -> says(line, "article 7 taken")).toList();
      assertEquals(1, written.size(), written::toString);
      assertEquals(taken.getTraceId(), written.getFirst().getTraceId());
      assertEquals(taken.getSpanId(), written.getFirst().getSpanId());
      assertEquals(1, app.log().split("article 7 taken", -1).length - 1, app.log());

      assertEquals(
          500,
          get(shop.resolve("/orders/0"), "00-" + TRACE.replace('4', '5') + "-" + CALLER + "-01"));
      await()
          .until(() ->
              spans.stream()
                      .filter(span -> span.getStatus().getCodeValue() == 2)
                      .map(Span::getName)
                      .distinct()
                      .count()
                  == 2);
      Span failed =
          spans.stream()
              .filter(span -> span.getStatus().getCodeValue() == 2)
              .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
              .findFirst()
              .orElseThrow();
      assertEquals("IllegalStateException", attribute(failed, "error.type"));

      String health = app.get(shop.resolve("/actuator/health")).body();
      assertTrue(health.contains("\"obs_threads\":\"UP\""), health);
      assertEquals(200, app.get(shop.resolve("/actuator/health/readiness")).statusCode());

      assertEquals(
          200,
          get(shop.resolve("/orders/9"), "00-" + TRACE.replace('4', '6') + "-" + CALLER + "-01"));
      assertEquals(143, app.terminate(), app.log());
      assertTrue(
          spans.stream().anyMatch(span -> attribute(span, "article.id").equals("9")),
          "lost at the end");
      assertFalse(app.log().contains("opentelemetry is too old"), app.log());
    }
  }

  @Test
  void anErrorOfTheConfigurationEndsTheStartWithItsPlace() throws Exception {
    try (HttpBackend backend = backend();
        AppProcess app =
            start(
                backend,
                "--obs.telemetry.tracing.sample-rate=7",
                "--obs.telemetry.tracing.sampel-rate=1")) {
      app.awaitLog("APPLICATION FAILED TO START");
      app.awaitLog("telemetry.tracing.sample_rate: expected a number from 0 to 1, found '7'");
      app.awaitLog("unknown key 'sampel-rate' in telemetry.tracing; did you mean 'sample_rate'\\?");
      String text = app.log().substring(app.log().indexOf("APPLICATION FAILED"));
      assertTrue(text.contains("\"obs.telemetry.tracing.sample-rate\" from property source"), text);
      assertFalse(text.contains("\tat "), text);
    }
  }
}
