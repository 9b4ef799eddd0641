package dev.obs.incident.webhook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.model.HealthKind;
import dev.obs.model.LaneStats;
import dev.obs.testkit.Fault;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A process whose checks go down and up, and the resulting messages to PagerDuty.
class ProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Map<String, Object>> taken = new CopyOnWriteArrayList<>();
  private HttpBackend pagerDuty;

  @BeforeEach
  void start() throws Exception {
    pagerDuty =
        HttpBackend.decoding(
                request -> {
                  taken.add(Json.map(Json.parse(request.text())));
                  return List.of();
                })
            .setting("url", "/v2/enqueue")
            .accepting((_, _) -> HttpBackend.Reply.of(202))
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    pagerDuty.close();
  }

  private Obs process() {
    Map<String, String> settings = new HashMap<>(pagerDuty.settings());
    settings.put("routing_key", "R0UT1NG");
    return IncidentKernel.start("pagerduty", settings);
  }

  private List<String> actions(String key) {
    return taken.stream()
        .filter(event -> event.get("dedup_key").equals("cart/cart-1/" + key))
        .map(event -> Decoded.text(event, "event_action"))
        .toList();
  }

  private void awaitActions(String key, String... actions) {
    await().atMost(PATIENCE).until(() -> actions(key).equals(List.of(actions)));
  }

  private static LaneStats lane(Obs obs) {
    return obs.view().lanes().stream()
        .filter(lane -> lane.sink().equals("pagerduty"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCheckThatGoesDownAndUpIsTriggeredAndResolvedByOneKey() {
    try (Obs obs = process()) {
      IncidentKernel.Switch db = new IncidentKernel.Switch();
      obs.health().register("db", HealthKind.READINESS, db::status);
      awaitActions("health/readiness/db", "resolve"); // an earlier run may have left it open
      db.down();
      awaitActions("health/readiness/db", "resolve", "trigger");
      Map<String, Object> trigger = taken.getLast();
      assertEquals("error", Json.map(trigger.get("payload")).get("severity"));
      assertEquals(
          "https://docs.example/runbooks/service-not-ready.md",
          Json.map(Json.list(trigger.get("links")).getFirst()).get("href"));
      db.up();
      awaitActions("health/readiness/db", "resolve", "trigger", "resolve");
    }
  }

  @Test
  void aServerThatCannotTakeItNowGetsItAgain() throws Exception {
    try (Obs obs = process()) {
      IncidentKernel.Switch db = new IncidentKernel.Switch();
      obs.health().register("db", HealthKind.LIVENESS, db::status);
      awaitActions("health/liveness/db", "resolve");
      await().atMost(PATIENCE).until(() -> lane(obs).waiting() + lane(obs).queued() == 0);
      pagerDuty.become(Fault.TOO_MANY_REQUESTS);
      int before = pagerDuty.requests().size();
      db.down();
      await().atMost(PATIENCE).until(() -> pagerDuty.requests().size() > before);
      pagerDuty.become(Fault.UNAVAILABLE);
      int then = pagerDuty.requests().size();
      await().atMost(PATIENCE).until(() -> pagerDuty.requests().size() > then);
      assertEquals("http 503", lane(obs).failing());
      pagerDuty.recover();
      awaitActions("health/liveness/db", "resolve", "trigger");
      await().atMost(PATIENCE).until(() -> lane(obs).failing().isEmpty());
      assertEquals(0, lane(obs).droppedTotal());
    }
  }

  @Test
  void afterAnOutageOfTheServerOnlyThePresentStateIsReported() throws Exception {
    try (Obs obs = process()) {
      IncidentKernel.Switch first = new IncidentKernel.Switch();
      IncidentKernel.Switch passing = new IncidentKernel.Switch();
      IncidentKernel.Switch lasting = new IncidentKernel.Switch();
      obs.health().register("first", HealthKind.READINESS, first::status);
      obs.health().register("passing", HealthKind.READINESS, passing::status);
      obs.health().register("lasting", HealthKind.READINESS, lasting::status);
      awaitActions("health/readiness/first", "resolve");
      awaitActions("health/readiness/passing", "resolve");
      awaitActions("health/readiness/lasting", "resolve");
      await().atMost(PATIENCE).until(() -> lane(obs).waiting() + lane(obs).queued() == 0);
      pagerDuty.become(Fault.DOWN);
      first.down();
      await().atMost(PATIENCE).until(() -> lane(obs).retries() >= 1);
      passing.down();
      lasting.down();
      await().atMost(PATIENCE).until(() -> lane(obs).retries() >= 2);
      passing.up();
      await().atMost(PATIENCE).until(() -> lane(obs).retries() >= 3);
      pagerDuty.recover();
      awaitActions("health/readiness/first", "resolve", "trigger");
      awaitActions("health/readiness/lasting", "resolve", "trigger");
      assertEquals(List.of("resolve"), actions("health/readiness/passing"));
    }
  }

  @Test
  void whatIsOpenStaysOpenWhenTheProcessEnds() {
    try (Obs obs = process()) {
      IncidentKernel.Switch db = new IncidentKernel.Switch();
      obs.health().register("db", HealthKind.READINESS, db::status);
      awaitActions("health/readiness/db", "resolve");
      db.down();
      awaitActions("health/readiness/db", "resolve", "trigger");
    }
    assertEquals(List.of("resolve", "trigger"), actions("health/readiness/db"));
    try (Obs obs = process()) {
      obs.health().register("db", HealthKind.READINESS, new IncidentKernel.Switch()::status);
      awaitActions("health/readiness/db", "resolve", "trigger", "resolve");
    }
  }

  @Test
  void theEndOfAProcessIsNoIncident() {
    try (Obs obs = process()) {
      obs.health().register("db", HealthKind.READINESS, () -> new IncidentKernel.Switch().status());
      awaitActions("health/readiness/db", "resolve");
    }
    assertTrue(taken.stream().noneMatch(event -> event.get("event_action").equals("trigger")));
  }
}
