package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AlertmanagerServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The validation of the configuration by Alertmanager's own tool.
class AmtoolIT {
  private static final Path CONFIGURATION =
      Deployment.FILES.resolve("alertmanager").resolve("alertmanager.yml");

  @BeforeAll
  static void requireAlertmanager() {
    Program.require(AlertmanagerServer.isInstalled(), "prometheus-alertmanager");
  }

  @Test
  void acceptsTheConfiguration() throws Exception {
    Program.Result result = Program.run(AlertmanagerServer.amtool(), "check-config", CONFIGURATION);
    assertEquals(0, result.exit(), result.output());
  }

  @Test
  void refusesAConfigurationThatIsBroken(@TempDir Path folder) throws Exception {
    String text = Files.readString(CONFIGURATION).replace("receiver: slack", "receiver: nowhere");
    Path broken = Files.writeString(folder.resolve("alertmanager.yml"), text);
    Program.Result result = Program.run(AlertmanagerServer.amtool(), "check-config", broken);
    assertEquals(1, result.exit(), result.output());
    assertTrue(result.output().contains("nowhere"), result.output());
  }

  @Test
  void addsTheSilencesOfTheRunbooksAsTheyAreWritten() throws Exception {
    int added = 0;
    try (AlertmanagerServer server =
            AlertmanagerServer.configured(
                "{route: {receiver: nobody}, receivers: [{name: nobody}]}\n");
        Stream<Path> runbooks = Files.list(Deployment.FILES.resolve("runbooks"))) {
      for (Path runbook : runbooks.sorted().toList()) {
        for (String line : Files.readAllLines(runbook)) {
          if (line.startsWith("amtool ")) {
            String command =
                line.replaceFirst("amtool", "\"\\$0\" --alertmanager.url=\"\\$1\"")
                    + " --author=me";
            Program.Result result =
                Program.run(
                    Path.of("/bin/sh"), "-c", command, AlertmanagerServer.amtool(), server.uri());
            assertEquals(0, result.exit(), runbook + ": " + result.output());
            added++;
          }
        }
      }
    }
    assertTrue(added > 10, "commands in the runbooks: " + added);
  }

  @ParameterizedTest
  @CsvSource({
    "severity=critical, 'pagerduty,slack,webhook'",
    "severity=warning, 'slack,webhook'",
    "severity=info, webhook",
    "team=shop, 'slack,webhook'"
  })
  void tellsWhomASeverityReaches(String label, String receivers) throws Exception {
    Program.Result result =
        Program.run(
            AlertmanagerServer.amtool(),
            "config",
            "routes",
            "test",
            "--config.file=" + CONFIGURATION,
            "--verify.receivers=" + receivers,
            label);
    assertEquals(0, result.exit(), result.output());
  }
}
