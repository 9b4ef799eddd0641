package dev.obs.kernel.incident;

import static dev.obs.kernel.incident.Samples.at;
import static dev.obs.kernel.incident.Samples.lane;
import static dev.obs.kernel.incident.Samples.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.incident.Finding.Condition;
import dev.obs.model.HealthStatus;
import dev.obs.model.Incident.Severity;
import dev.obs.model.LaneStats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private final LaneFindings lanes = new LaneFindings();

  private List<String> bad(double seconds, LaneStats lane) {
    return lanes.of(List.of(lane), at(seconds)).stream()
        .filter(finding -> finding.condition() == Condition.BAD)
        .map(Finding::key)
        .toList();
  }

  @Test
  void aCheckThatIsDownIsAnIncidentAndOneThatIsPendingIsNot() {
    List<Finding> findings =
        HealthFindings.of(
            report(Map.of("deadlock", HealthStatus.unhealthy())),
            report(
                Map.of(
                    "db", HealthStatus.unhealthy().with("timeout_ms", 2000),
                    "queue", HealthStatus.unhealthy().with("pending", true),
                    "disk", HealthStatus.healthy())));
    assertEquals(
        List.of(
            "health/liveness/deadlock CRITICAL service-unhealthy BAD",
            "health/readiness/db ERROR service-not-ready BAD",
            "health/readiness/disk ERROR service-not-ready WELL",
            "health/readiness/queue ERROR service-not-ready PENDING"),
        findings.stream()
            .map(finding ->
                "%s %s %s %s"
                    .formatted(
                        finding.key(), finding.severity(), finding.kind(), finding.condition()))
            .toList());
    assertEquals(Map.of("timeout_ms", "2000"), findings.get(1).details());
    assertTrue(findings.get(1).summary().contains("'db'"));
  }

  @Test
  void twoChecksOfOneNameAreTwoIncidents() {
    assertEquals(
        List.of("health/liveness/db", "health/readiness/db"),
        HealthFindings.of(
                report(Map.of("db", HealthStatus.unhealthy())),
                report(Map.of("db", HealthStatus.unhealthy())))
            .stream()
            .map(Finding::key)
            .toList());
  }

  @Test
  void aProcessThatEndsIsNoIncident() {
    assertEquals(
        List.of(),
        HealthFindings.of(
            report(Map.of()), report(Map.of("obs_shutdown", HealthStatus.unhealthy()))));
  }

  @Test
  void aBackendThatTakesNothingIsOneForAsLongAsItDoes() {
    assertEquals(List.of(), bad(0, lane("", 0, 0, 0, 0)));
    assertEquals(List.of("lane/otlp/traces/failing"), bad(1, lane("http 503", 0, 0, 0, 0)));
    assertEquals(List.of(), bad(2, lane("", 0, 0, 0, 0)));
  }

  @Test
  void lossesCountForFiveMinutesWhateverTheirKind() {
    assertEquals(List.of("lane/otlp/traces/loss"), bad(0, lane("", 1, 0, 0, 0)));
    assertEquals(List.of("lane/otlp/traces/loss"), bad(299, lane("", 1, 0, 0, 0)));
    assertEquals(List.of(), bad(300, lane("", 1, 0, 0, 0)));
    assertEquals(List.of("lane/otlp/traces/loss"), bad(301, lane("", 1, 1, 0, 0)));
    assertEquals(List.of("lane/otlp/traces/loss"), bad(600, lane("", 1, 1, 1, 0)));
    assertEquals(List.of("lane/otlp/traces/loss"), bad(899, lane("", 1, 1, 1, 0)));
    assertEquals(List.of(), bad(900, lane("", 1, 1, 1, 0)));
  }

  @Test
  void aSpoolIsOneFromFourFifthsOn() {
    assertEquals(List.of(), bad(0, lane("", 0, 0, 0, 799)));
    assertEquals(List.of("lane/otlp/traces/spool"), bad(1, lane("", 0, 0, 0, 800)));
  }

  @Test
  void lossesOfIncidentsMakeNoMoreOfThem() {
    LaneStats lane =
        new LaneStats(
            "pager",
            "incidents",
            9,
            9,
            0,
            0,
            0,
            0,
            9,
            new TreeMap<>(),
            0,
            0,
            "http 503",
            0,
            0,
            0,
            0,
            0);
    assertEquals(List.of("lane/pager/incidents/failing"), bad(0, lane));
  }

  @Test
  void nothingThatAPluginOrAServerSaidIsPassedOn() {
    for (Finding finding : lanes.of(List.of(lane("a secret", 1, 1, 1, 900)), at(0))) {
      assertFalse(finding.toString().contains("a secret"), finding::toString);
      assertEquals("otlp traces", finding.subject());
      assertEquals(
          finding.kind().equals("backend-down") ? Severity.ERROR : Severity.WARNING,
          finding.severity());
    }
  }
}
