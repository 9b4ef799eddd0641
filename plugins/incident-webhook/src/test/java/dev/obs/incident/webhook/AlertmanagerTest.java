package dev.obs.incident.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.SettingException;
import dev.obs.testkit.Fault;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {
  private static final List<Incident> OPEN = List.of(Samples.db(State.OPEN, true));

  private final AlertmanagerSink sink = new AlertmanagerSink();

  private static HttpBackend server() throws Exception {
    return HttpBackend.decoding(_ -> List.of()).setting("urls", "/am/").start();
  }

  private Exporter<Incident> open(Map<String, String> settings) throws SettingException {
    return sink.open(Samples.shop(sink, settings));
  }

  private void validate(Map<String, String> settings) throws SettingException {
    sink.validate(Samples.shop(sink, settings));
  }

  @Test
  void postsOpenAndResolvedAlertsWithTheSameLabels() throws Exception {
    try (HttpBackend server = server();
        Exporter<Incident> exporter = open(server.settings())) {
      exporter.export(List.of(Samples.db(State.OPEN, true), Samples.db(State.RESOLVED, false)));
      assertEquals("/am/api/v2/alerts", server.requests().getFirst().path());
      String labels =
          """
          {"alertname": "ObsServiceNotReady", "severity": "error", "job": "cart",
           "service": "cart", "instance": "cart-1", "component": "db", "incident": "health/readiness/db",
           "namespace": "shop", "environment": "prod"}
          """;
      String annotations =
          """
          {"summary": "cart: readiness check 'db' is down",
           "description": "readiness check 'db' is down (timeout.ms: 2000)",
           "runbook_url": "https://docs.example/service-not-ready.md",
           "detail_timeout_ms": "2000"}
          """;
      assertEquals(
          Json.parse(
              """
              [{"startsAt": "2026-11-22T10:15:30.000000000Z", "labels": %s, "annotations": %s},
               {"endsAt": "2026-11-22T10:15:30.000000000Z", "labels": %s, "annotations": %s}]
              """
                  .formatted(labels, annotations, labels, annotations)),
          Json.parse(server.requests().getFirst().text()));
    }
  }

  @Test
  void tellsEveryMemberOfAClusterAndIsContentWithOne() throws Exception {
    try (HttpBackend one = server();
        HttpBackend other = server();
        Exporter<Incident> exporter =
            open(Map.of("urls", one.settings().get("urls") + "," + other.settings().get("urls")))) {
      assertEquals(ExportResult.delivered(), exporter.export(OPEN));
      assertEquals(1, one.requests().size());
      assertEquals(1, other.requests().size());
      one.become(Fault.DOWN);
      assertEquals(ExportResult.delivered(), exporter.export(OPEN));
      other.become(Fault.BAD_REQUEST);
      assertInstanceOf(ExportResult.Retry.class, exporter.export(OPEN), "one may come back");
      one.become(Fault.BAD_REQUEST);
      assertEquals(new ExportResult.Rejected("http 400: bad request"), exporter.export(OPEN));
    }
  }

  @Test
  void sendsUserAndPasswordAndHeaders() throws Exception {
    try (HttpBackend server = server()) {
      Map<String, String> settings = new HashMap<>(server.settings());
      settings.putAll(Map.of("username", "obs", "password", "pä:ss", "headers", "X-Scope=shop"));
      try (Exporter<Incident> exporter = open(settings)) {
        exporter.export(OPEN);
      }
      Map<String, String> headers = server.requests().getFirst().headers();
      assertEquals("Basic b2JzOnDDpDpzcw==", headers.get("Authorization"));
      assertEquals("shop", headers.get("X-Scope"));
    }
  }

  @Test
  void namesTheSettingThatCannotBeUsed() {
    assertEquals("urls", unusable(Map.of("urls", "http://u:p@h")));
    assertEquals("urls", unusable(Map.of("urls", "http://h/?q")));
    assertEquals("username", unusable(Map.of("urls", "http://h", "username", "u")));
    assertEquals("password", unusable(Map.of("urls", "http://h", "password", "p")));
    assertEquals("headers", unusable(Map.of("urls", "http://h", "headers", "Host=h")));
    assertEquals("certificate", unusable(Map.of("urls", "https://h", "certificate", "/no/file")));
  }

  private String unusable(Map<String, String> settings) {
    SettingException refused = assertThrows(SettingException.class, () -> open(settings));
    assertEquals(
        refused.getMessage(),
        assertThrows(SettingException.class, () -> validate(settings)).getMessage());
    return refused.setting().name();
  }
}
