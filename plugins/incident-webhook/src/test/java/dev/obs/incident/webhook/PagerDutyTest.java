package dev.obs.incident.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.spi.SettingException;
import dev.obs.testkit.Fault;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagerDutyTest {
  private final PagerDutySink sink = new PagerDutySink();
  private HttpBackend server;
  private Exporter<Incident> exporter;

  @BeforeEach
  void start() throws Exception {
    server =
        HttpBackend.decoding(_ -> List.of())
            .setting("url", "/v2/enqueue")
            .value("routing_key", "R0UT1NG")
            .accepting((_, _) -> HttpBackend.Reply.of(202))
            .start();
    exporter = sink.open(Samples.shop(sink, server.settings()));
  }

  @AfterEach
  void stop() throws Exception {
    exporter.close();
    server.close();
  }

  private List<Map<String, Object>> events() {
    return server.requests().stream().map(r -> Json.map(Json.parse(r.text()))).toList();
  }

  @Test
  void triggersWithAllThatAResponderNeeds() throws Exception {
    assertEquals(ExportResult.delivered(), exporter.export(List.of(Samples.db(State.OPEN, true))));
    assertEquals("/v2/enqueue", server.requests().getFirst().path());
    assertEquals(
        Json.parse(
            """
            {"routing_key": "R0UT1NG", "event_action": "trigger",
             "dedup_key": "shop/cart/cart-1/health/readiness/db", "client": "Obs 1.2.3",
             "payload": {"summary": "cart: readiness check 'db' is down", "source": "cart-1",
               "severity": "error", "timestamp": "2026-11-22T10:15:30.000000000Z", "component": "db",
               "group": "cart", "class": "service-not-ready",
               "custom_details": {"timeout.ms": "2000"}},
             "links": [{"href": "https://docs.example/service-not-ready.md", "text": "runbook"}]}
            """),
        events().getFirst());
  }

  @Test
  void resolvesByTheSameKeyAlsoWhatAnEarlierRunTriggered() throws Exception {
    for (boolean news : List.of(true, false)) {
      assertEquals(
          ExportResult.delivered(), exporter.export(List.of(Samples.db(State.RESOLVED, news))));
      assertEquals(
          Map.of(
              "routing_key", "R0UT1NG",
              "event_action", "resolve",
              "dedup_key", "shop/cart/cart-1/health/readiness/db"),
          events().getLast());
    }
  }

  @Test
  void triggersNothingAgainThatSomebodyMayHaveResolvedByHand() throws Exception {
    assertEquals(ExportResult.delivered(), exporter.export(List.of(Samples.db(State.OPEN, false))));
    assertEquals(List.of(), events());
  }

  @Test
  void keepsKeysAndSummariesWithinPagerDutysLimits() throws Exception {
    String long1 = "k".repeat(400) + 1;
    String long2 = "k".repeat(400) + 2;
    exporter.export(
        List.of(
            Samples.incident(long1, State.OPEN, true, "s".repeat(2000)),
            Samples.incident(long2, State.OPEN, true, "x".repeat(1017) + "\uD83D\uDE80")));
    exporter.export(List.of(Samples.incident(long1, State.RESOLVED, true, "")));
    List<Map<String, Object>> events = events();
    String key = Decoded.text(events.getFirst(), "dedup_key");
    assertEquals(255, key.length());
    assertNotEquals(key, Decoded.text(events.get(1), "dedup_key"));
    assertEquals(key, Decoded.text(events.get(2), "dedup_key"));
    assertEquals(
        1024, Decoded.text(Json.map(events.getFirst().get("payload")), "summary").length());
    assertTrue(
        Decoded.text(Json.map(events.get(1).get("payload")), "summary").endsWith("x"),
        "no half of a rocket");
  }

  @Test
  void saysOfEachIncidentOfABatchWhatBecameOfIt() throws Exception {
    List<Incident> batch =
        List.of(
            Samples.db(State.OPEN, false),
            Samples.db(State.OPEN, true),
            Samples.db(State.RESOLVED, true));
    server.become(Fault.BAD_REQUEST);
    PerItem refused = assertInstanceOf(PerItem.class, exporter.export(batch));
    assertEquals(
        List.of("1 REJECT http 400: bad request", "2 REJECT http 400: bad request"),
        refused.items().stream()
            .map(item -> item.index() + " " + item.verdict() + " " + item.reason())
            .toList());
    server.become(Fault.TOO_MANY_REQUESTS);
    int before = server.requests().size();
    PerItem later = assertInstanceOf(PerItem.class, exporter.export(batch));
    assertEquals(List.of(1, 2), later.items().stream().map(ExportResult.Item::index).toList());
    assertTrue(later.items().stream().allMatch(item -> item.verdict() == Verdict.RETRY));
    assertEquals(1, server.requests().size() - before, "the rest would fail in the same way");
  }

  @Test
  void aPageAcknowledgesNothing() throws Exception {
    try (HttpBackend proxy =
            HttpBackend.decoding(_ -> List.of())
                .setting("url", "/")
                .value("routing_key", "k")
                .accepting((_, _) -> HttpBackend.Reply.of(200, "text/html", "sign in"))
                .start();
        Exporter<Incident> misled = sink.open(Samples.shop(sink, proxy.settings()))) {
      PerItem waiting =
          assertInstanceOf(PerItem.class, misled.export(List.of(Samples.db(State.OPEN, true))));
      assertEquals(
          "http 200 without an acknowledgement: check url; sign in",
          waiting.items().getFirst().reason());
    }
  }

  @Test
  void aUserInTheUrlIsRefusedWithoutShowingIt() {
    var context =
        Samples.shop(sink, Map.of("routing_key", "k", "url", "http://user:pass@127.0.0.1/"));
    SettingException refused = assertThrows(SettingException.class, () -> sink.open(context));
    assertEquals(
        refused.getMessage(),
        assertThrows(SettingException.class, () -> sink.validate(context)).getMessage());
    assertEquals("url", refused.setting().name());
    assertTrue(!refused.getMessage().contains("pass@"), refused.getMessage());
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (HttpBackend other = HttpBackend.decoding(_ -> List.of()).start();
        HttpBackend redirecting =
            HttpBackend.decoding(_ -> List.of())
                .setting("url", "/")
                .value("routing_key", "k")
                .accepting((_, _) ->
                    new HttpBackend.Reply(
                        307, Map.of("Location", other.uri("/").toString()), new byte[0]))
                .start();
        Exporter<Incident> redirected = sink.open(Samples.shop(sink, redirecting.settings()))) {
      PerItem waiting =
          assertInstanceOf(PerItem.class, redirected.export(List.of(Samples.db(State.OPEN, true))));
      assertEquals(Verdict.RETRY, waiting.items().getFirst().verdict());
      assertEquals(
          "http 307: redirects to " + other.uri("/") + "; check url",
          waiting.items().getFirst().reason());
      assertEquals(List.of(), other.requests());
    }
  }
}
