package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that the documentation shows to a newcomer, compared with the documented output.
class TutorialIT {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String MARK = "==== step ";

  @TempDir Path folder;

  private static String freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  /// Returns one shell script for the whole page, because its reader also uses one shell.
  private static String script(List<Tutorial.Step> steps) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      parts.add("echo '" + MARK + i + "'\n" + steps.get(i).commands());
    }
    return String.join("\n", parts);
  }

  @Test
  void aFirstPluginInTenMinutes() throws Exception {
    List<Tutorial.Step> steps = Tutorial.read(DOCS.resolve("first-plugin.md")).steps();
    assertTrue(steps.size() > 4, () -> "" + steps);

    String output =
        new ExternalUser(folder)
            .with("RECEIVER_PORT", freePort())
            .with("HEALTH_PORT", "0")
            .with("OTEL_EXPORTER_PROMETHEUS_PORT", "0")
            .run(script(steps));

    String[] parts = output.split(MARK + "\\d+\n", -1);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).check(parts[i + 1]);
    }
  }
}
