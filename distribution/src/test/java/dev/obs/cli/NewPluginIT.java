package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The projects of `obs new-plugin`, which must build, pass the conformance kit and be found after
/// drop-in.
class NewPluginIT {
  @TempDir Path folder;

  /// Combines them, so that Maven starts only once.
  private void aggregate() throws Exception {
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """
            .formatted(
                Stream.of(PluginKind.values())
                    .map(kind -> "<module>my-" + kind + "</module>")
                    .collect(Collectors.joining())));
  }

  @Test
  void everyKindBuildsPassesTheKitAndIsFound() throws Exception {
    ExternalUser user = new ExternalUser(folder);
    for (PluginKind kind : PluginKind.values()) {
      user.run("obs new-plugin my-" + kind + " --kind " + kind);
    }
    aggregate();

    String build = user.run("mvn --batch-mode --threads 2 verify");
    String modules =
        user.run(
            "mkdir plugins; cp my-*/target/*.jar plugins; chmod -R go-w plugins; obs modules"
                + " --plugins plugins");

    assertTrue(build.contains("BUILD SUCCESS"), build);
    for (PluginKind kind : PluginKind.values()) {
      assertEquals(
          1,
          modules
              .lines()
              .filter(line -> line.matches(kind.label() + " +my-" + kind + " +com.example.my.*"))
              .filter(line -> !line.contains("failed"))
              .count(),
          modules);
    }
  }
}
