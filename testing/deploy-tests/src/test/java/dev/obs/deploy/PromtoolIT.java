package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The validation of the files by Prometheus's own tool.
class PromtoolIT {
  @TempDir Path folder;

  @BeforeAll
  static void requirePrometheus() {
    Program.require(PrometheusServer.isInstalled(), "prometheus");
  }

  @Test
  void acceptsTheConfigurationAndTheRules() throws Exception {
    Program.Result result = promtool("check", "config", new AlertingFiles(folder).prometheus());
    assertEquals(0, result.exit(), result.output());
    long files = files("rules").size();
    assertEquals(
        files, result.output().lines().filter(line -> line.contains("rules found")).count());
  }

  @Test
  void theTestsOfTheRulesPass() throws Exception {
    Program.Result result = promtool("test", "rules", files("tests").toArray());
    assertEquals(0, result.exit(), result.output());
  }

  @Test
  void acceptsEveryQueryOfTheRunbooks() throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
    for (String query : Runbooks.queries()) {
      rules.append("      - record: query\n        expr: ").append(query).append('\n');
    }
    Path file = Files.writeString(folder.resolve("queries.yml"), rules);
    Program.Result result = promtool("check", "rules", "--lint=none", file);
    assertEquals(0, result.exit(), result.output());
  }

  @Test
  void refusesARuleThatIsBroken() throws Exception {
    Path broken = folder.resolve("broken.yml");
    Files.writeString(broken, "groups: [{name: g, rules: [{alert: ObsBroken, expr: 'up =='}]}]");
    Program.Result result = promtool("check", "rules", broken);
    assertEquals(1, result.exit(), result.output());
    assertTrue(result.output().contains("ObsBroken"), result.output());
  }

  @Test
  void aRuleThatNoLongerFiresFailsItsTest() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Path tests = Files.createDirectories(folder.resolve("tests"));
    String health = Files.readString(AlertRules.PROMETHEUS.resolve("rules/health.yml"));
    Files.writeString(rules.resolve("health.yml"), health.replace("== 0\n", "< 0\n"));
    Path test = tests.resolve("health.yml");
    Files.copy(AlertRules.PROMETHEUS.resolve("tests/health.yml"), test);
    Program.Result result = promtool("test", "rules", test);
    assertEquals(1, result.exit(), result.output());
    assertTrue(result.output().contains("ObsServiceNotReady"), result.output());
  }

  private static List<Path> files(String folder) throws Exception {
    try (Stream<Path> files = Files.list(AlertRules.PROMETHEUS.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static Program.Result promtool(String command, String what, Object... files)
      throws Exception {
    return Program.run(
        PrometheusServer.promtool(),
        Stream.concat(Stream.of(command, what), Stream.of(files)).toArray());
  }
}
