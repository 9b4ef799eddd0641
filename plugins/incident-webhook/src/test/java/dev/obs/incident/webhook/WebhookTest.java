package dev.obs.incident.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.RequestSize;
import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.Json;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private final WebhookSink sink = new WebhookSink();

  @Test
  void postsTheDocumentedBodyOfWhatIsNews() throws Exception {
    try (HttpBackend server =
        HttpBackend.decoding(_ -> List.of()).setting("url", "/hook?team=shop").start()) {
      Map<String, String> settings = new HashMap<>(server.settings());
      settings.putAll(Map.of("headers", "Authorization=Bearer t0ken", "compression", "gzip"));
      try (Exporter<Incident> exporter = sink.open(Samples.shop(sink, settings))) {
        List<Incident> batch =
            List.of(
                Samples.db(State.OPEN, false),
                Samples.db(State.OPEN, true),
                Samples.db(State.RESOLVED, false));
        assertEquals(ExportResult.delivered(), exporter.export(batch));
      }
      assertEquals(1, server.requests().size(), "a reminder is not sent");
      HttpBackend.Request request = server.requests().getFirst();
      assertEquals("/hook?team=shop", request.path());
      assertEquals("Bearer t0ken", request.headers().get("Authorization"));
      assertEquals(
          Json.parse(
              """
              {"version": "1", "status": "open", "key": "health/readiness/db", "kind": "service-not-ready",
               "service": "cart", "instance": "cart-1", "severity": "error", "subject": "db",
               "summary": "readiness check 'db' is down", "since": "2026-11-22T10:15:30.000000000Z",
               "details": {"timeout.ms": "2000"},
               "runbook_url": "https://docs.example/service-not-ready.md",
               "resource": {"service.name": "cart", "service.namespace": "shop",
                 "service.instance.id": "cart-1", "deployment.environment.name": "prod"}}
              """),
          Json.parse(request.text()));
    }
  }

  @Test
  void showsOnlyTheHostOfItsUrlBecauseThePathMayBeASecret() {
    URI url = URI.create("https://hooks.example:8443/T0/S3CRET?token=x");
    assertEquals("https://hooks.example:8443/(hidden)", WebhookSink.SECRET_PATH.show().apply(url));
    URI other = WebhookSink.SECRET_PATH.read().apply("http://my_hooks:80/T0/S3CRET");
    assertEquals("http://my_hooks:80/(hidden)", WebhookSink.SECRET_PATH.show().apply(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks.example", "ftp://hooks.example/", "http:///path", "http://a b/"})
  void wantsAUrlOfHttp(String text) {
    assertThrows(IllegalArgumentException.class, () -> WebhookSink.SECRET_PATH.read().apply(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
  void triesAgainWhatAServerCannotTakeNow(int status) {
    assertEquals(new ExportResult.Retry("http " + status, Duration.ofSeconds(7)), result(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 410, 413, 422})
  void givesUpWhatItRefuses(int status) {
    String reason = assertInstanceOf(ExportResult.Rejected.class, result(status)).reason();
    assertTrue(reason.startsWith("http " + status), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "301, check url",
    "307, check url",
    "404, check url",
    "405, check url",
    "401, check url and headers",
    "403, check url and headers",
  })
  void waitsForAnOperator(int status, String remedy) {
    assertEquals(
        new ExportResult.Retry("http " + status + ": " + remedy, Duration.ofSeconds(7)),
        result(status));
  }

  @Test
  void hidesThePathOfARedirect() {
    Answer moved =
        new Answer(
            308,
            new byte[0],
            Answer.Reading.WHOLE,
            Duration.ZERO,
            "",
            "https://hooks.example/S3CRET",
            "");
    assertEquals(
        new ExportResult.Retry("http 308: redirects to https://hooks.example; check url"),
        moved.toResult(new RequestSize(1, 100), WebhookSink.RULES));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void anyStatusOfSuccessWillDo(int status) {
    assertEquals(ExportResult.delivered(), result(status));
  }

  @Test
  void aPageAcknowledgesToo() {
    assertEquals(
        ExportResult.delivered(),
        new Answer(200, new byte[] {'<'}, Answer.Reading.WHOLE, Duration.ZERO, "text/html", "", "")
            .toResult(new RequestSize(1, 100), WebhookSink.RULES));
  }

  private static ExportResult result(int status) {
    return new Answer(status, new byte[0], Answer.Reading.WHOLE, Duration.ofSeconds(7))
        .toResult(new RequestSize(1, 100), WebhookSink.RULES);
  }
}
