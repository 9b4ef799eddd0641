package dev.obs.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The deployed files must equal the output of the source. After an intended change, write them
/// again: `mvn -pl :dashboards -am test -Ddashboards.update=true`.
class CommittedDashboardsTest {
  private static final Path FOLDER =
      Path.of("..", "..", "distribution", "deploy", "grafana", "dashboards");

  @BeforeAll
  static void writeAnew() throws IOException {
    if (Boolean.getBoolean("dashboards.update")) {
      Main.write(FOLDER);
    }
  }

  static Stream<Dashboard> dashboards() {
    return Main.DASHBOARDS.stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theFileIsWhatTheSourceGives(Dashboard dashboard) throws IOException {
    Path file = FOLDER.resolve(Main.fileName(dashboard));

    assertEquals(PrettyJson.of(dashboard.json()), Files.exists(file) ? Files.readString(file) : "");
  }

  @Test
  void thereAreNoOtherFiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          dashboards().map(Main::fileName).collect(Collectors.toSet()),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void theAddressesThatPeopleKeepStay() {
    assertEquals(
        Set.of(
            "obs-application",
            "obs-system",
            "obs-errors",
            "obs-tracing",
            "obs-business",
            "obs-pipeline"),
        dashboards().map(Dashboard::uid).collect(Collectors.toSet()));
  }
}
