package dev.obs.incident.webhook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.api.Obs;
import dev.obs.it.AlertmanagerServer;
import dev.obs.model.HealthKind;
import dev.obs.testkit.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The alerts in a real Alertmanager.
class AlertmanagerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @BeforeAll
  static void isThere() {
    boolean installed = AlertmanagerServer.isInstalled();
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(installed, "alertmanager is missing (Debian: prometheus-alertmanager)");
    }
    assumeTrue(installed, "skipped: alertmanager is not installed (prometheus-alertmanager)");
  }

  private static List<Map<String, Object>> alerts(AlertmanagerServer server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(server.uri().resolve("/api/v2/alerts")).build(),
              BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      return Json.list(Json.parse(answer.body())).stream().map(Json::map).toList();
    }
  }

  @Test
  void anIncidentIsAnActiveAlertWithItsRunbookUntilItIsResolved() throws Exception {
    try (AlertmanagerServer server =
            AlertmanagerServer.configured("{route: {receiver: none}, receivers: [{name: none}]}");
        Obs obs = IncidentKernel.start("alertmanager", Map.of("urls", server.uri().toString()))) {
      IncidentKernel.Switch db = new IncidentKernel.Switch();
      obs.health().register("db", HealthKind.READINESS, db::status);
      db.down();
      await().atMost(PATIENCE).until(() -> alerts(server).size() == 1);

      Map<String, Object> alert = alerts(server).getFirst();
      Map<String, Object> labels = Json.map(alert.get("labels"));
      assertEquals("active", activeOrNot(server), () -> "" + alert);
      assertEquals("ObsServiceNotReady", labels.get("alertname"));
      assertEquals("health/readiness/db", labels.get("incident"));
      assertEquals("cart", labels.get("job"));
      assertEquals(
          "https://docs.example/runbooks/service-not-ready.md",
          Json.map(alert.get("annotations")).get("runbook_url"));

      db.up();
      await().atMost(PATIENCE).until(() -> alerts(server).isEmpty());
      assertEquals(0, obs.view().lanes().stream().mapToLong(lane -> lane.droppedTotal()).sum());
    }
  }

  /// An alert is `unprocessed` until the dispatcher has handled it.
  private static Object activeOrNot(AlertmanagerServer server) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> Json.map(alerts(server).getFirst().get("status")).get("state"), "active"::equals);
  }
}
