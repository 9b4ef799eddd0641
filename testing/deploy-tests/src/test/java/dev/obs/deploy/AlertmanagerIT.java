package dev.obs.deploy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.it.AlertmanagerServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The inhibition of a real Alertmanager with our configuration, and its behaviour before its
/// receivers are set up.
class AlertmanagerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static Recorder recorder;
  private static AlertmanagerServer server;
  private static AlertmanagerApi api;

  /// Starts an Alertmanager whose webhook is enabled, and whose other receivers are not.
  @BeforeAll
  static void start() throws Exception {
    Program.require(AlertmanagerServer.isInstalled(), "prometheus-alertmanager");
    recorder = new Recorder();
    String text = new AlertingFiles(folder).mutedAlertmanager(recorder.uri());
    String webhook = "    - receiver: webhook\n";
    server =
        AlertmanagerServer.configured(
            text.replaceAll(webhook + " +mute_time_intervals: .*\n", webhook));
    api = new AlertmanagerApi(server.uri());
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
    if (server != null) {
      server.close();
    }
    if (recorder != null) {
      recorder.close();
    }
  }

  @ParameterizedTest(name = "{0} {1}, {2} {3}: {4}")
  @CsvSource({
    "ObsTargetAbsent, critical, ObsBackendDown, warning, true",
    "ObsTargetDown, critical, ObsServiceNotReady, critical, true",
    "ObsTargetDown, critical, ObsAvailabilityBudgetBurn, critical, true",
    "ObsDiskFull, critical, ObsDiskFull, warning, true",
    "ObsDiskFull, warning, ObsDiskFull, critical, false",
    "ObsDiskFull, critical, ObsMemoryHigh, warning, false",
    "ObsDiskFull, warning, ObsDiskFullSoon, warning, true",
    "ObsDiskFull, warning, ObsDiskFullSoon, critical, false",
    "ObsServiceUnhealthy, critical, ObsServiceNotReady, critical, true",
    "ObsServiceNotStarted, critical, ObsServiceNotReady, critical, true",
    "ObsServiceNotReady, critical, ObsHealthCheckFailing, warning, true",
    "ObsServiceNotReady, critical, ObsErrorBudgetBurn, critical, false",
    "ObsBackendDown, warning, ObsLaneBacklogGrowing, warning, true",
    "ObsBackendDown, warning, ObsNothingDelivered, critical, false",
    "ObsBackendDown, critical, ObsNothingDelivered, critical, true",
    "ObsSpoolFilling, warning, ObsSpoolFullSoon, warning, true"
  })
  void anAlertHoldsBackWhatFollowsFromIt(
      String source, String sourceSeverity, String target, String targetSeverity, boolean held)
      throws Exception {
    String job = String.join(" ", source, sourceSeverity, target, targetSeverity);
    Map<String, String> followed = labels(target, targetSeverity, job, "a");
    Map<String, String> elsewhere = labels("ObsMemoryHigh", "warning", job + " elsewhere", "a");
    api.post(labels(source, sourceSeverity, job, "a"));
    api.post(followed);
    api.post(elsewhere);
    awaitAllTaken(job);
    assertEquals(held, api.isHeldBack(followed));
    assertEquals(false, api.isHeldBack(elsewhere));
  }

  @Test
  void aReceiverThatIsNotSetUpGetsNothingWhileOthersDo() throws Exception {
    api.post(labels("First", "critical", "quiet", "a"));
    await().atMost(LIMIT).until(() -> recorder.posts("/webhook", "First").count() > 0);
    api.post(labels("Second", "critical", "quiet", "a"));
    await().atMost(LIMIT).until(() -> recorder.posts("/webhook", "Second").count() > 0);
    assertEquals(0, recorder.posts("/pagerduty", "First").count());
    assertEquals(0, recorder.posts("/slack", "First").count());
  }

  /// Alerts are handled one after the other: once the last one takes effect, all have.
  private static void awaitAllTaken(String job) throws Exception {
    Map<String, String> last = labels("ObsServiceNotReady", "critical", job, "last");
    api.post(labels("ObsTargetDown", "critical", job, "last"));
    api.post(last);
    await().atMost(LIMIT).until(() -> api.isHeldBack(last));
  }

  private static Map<String, String> labels(
      String name, String severity, String job, String instance) {
    return Map.of("alertname", name, "severity", severity, "job", job, "instance", instance);
  }
}
