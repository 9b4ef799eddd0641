package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsIT {
  @TempDir Path folder;

  private void plugin(String name, boolean modular, Map<String, String> classes) throws Exception {
    Path jar = folder.resolve("plugins").resolve(name + ".jar");
    new PluginJar(name, modular).compile(classes, List.of(), jar);
  }

  private static String sink(String name, String constructor, String open, String export) {
    return """
    public final class %s implements TraceSink {
      public %1$s() { %s }
      public String type() { return "%s"; }
      public Exporter<SpanData> open(ExtensionContext context) throws Exception {
        %s
        return batch -> { %s };
      }
    }
    """
        .formatted(name, constructor, name.toLowerCase(java.util.Locale.ROOT), open, export);
  }

  private static final String DONE = "return ExportResult.delivered();";

  private Path configuration(String exporters) throws IOException {
    return Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          tracing: {exporters: [%s], schedule_delay: 10ms}
          metrics: {prometheus_port: 0}
          shutdown: {deadline: 1s}
        health: {port: 0}
        """
            .formatted(exporters));
  }

  @Test
  void aPluginThatWasDroppedInGetsTheSpansModularOrNot() throws Exception {
    String print =
        "batch.forEach(span -> System.out.println(\"GOT %s \" + span.getName()));" + DONE;
    plugin("modular", true, Map.of("First", sink("First", "", "", print.formatted("first"))));
    plugin("plain", false, Map.of("Second", sink("Second", "", "", print.formatted("second"))));
    configuration("first, second");
    try (ImageProcess demo = ImageProcess.run(folder, "demo", "--once", "--plugins", "plugins")) {
      assertEquals(0, demo.exitCode(), demo::toString);
      assertTrue(demo.out().contains("GOT first generate_docs"), demo::toString);
      assertTrue(demo.out().contains("GOT second generate_docs"), demo::toString);
      assertTrue(
          demo.out()
              .lines()
              .anyMatch(line -> line.matches("trace sink +first +modular .*modular.jar +active")),
          demo::toString);
    }
  }

  @Test
  void onesThatCannotBeLoadedThrowOrHangAreNamedAndTheRestRuns() throws Exception {
    String forever =
        "while (true) { try { Thread.sleep(1000); } catch (InterruptedException stop) {} }";
    plugin(
        "bad",
        true,
        Map.of(
            "Well", sink("Well", "", "", DONE),
            "Ctor",
                sink(
                    "Ctor",
                    "if (true) throw new IllegalStateException(\"in the constructor\");",
                    "",
                    DONE),
            "Hangs",
                sink(
                    "Hangs",
                    forever.replace("while (true)", "while (System.nanoTime() != 0)"),
                    "",
                    DONE),
            "Start",
                sink("Start", "", "if (true) throw new IllegalStateException(\"in open\");", DONE),
            "Later", sink("Later", "", "", "if (true) throw new StackOverflowError(); " + DONE)));
    Files.writeString(folder.resolve("plugins/garbage.jar"), "this is no jar");
    configuration("well, start, later");
    try (ImageProcess run = ImageProcess.start(folder, Map.of(), "run", "--plugins", "plugins")) {
      URI health = run.address("health-http");
      assertEquals("http", health.getScheme());
      String report = run.out();
      assertState(report, "well", "active");
      assertState(report, "later", "active");
      assertState(report, "Ctor", "failed: cannot be created: .*in the constructor");
      assertState(report, "Hangs", "failed: not created within 2 s");
      assertState(report, "start", "failed: failed to start: .*in open");
      assertTrue(report.contains("garbage.jar"), report);
      assertEquals(0, run.terminate(), run::toString);
      assertFalse(run.err().contains("\tat "), run::toString);
    }
  }

  @Test
  void theReportAndTheErrorsOfTheConfigurationNameWhatWasNotLoaded() throws Exception {
    plugin("open", true, Map.of("Lines", sink("Lines", "", "", DONE)));
    Path jar = folder.resolve("plugins/open.jar");
    assumeTrue(jar.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
    String reason =
        jar.toRealPath()
            + " is rw-rw-rw-: everybody could change it; chmod go-w "
            + jar.toRealPath();
    configuration("lines");
    try (ImageProcess check = ImageProcess.run(folder, "check", "--plugins", "plugins")) {
      assertEquals(2, check.exitCode(), check::toString);
      assertTrue(check.err().contains("unknown exporter 'lines'"), check::toString);
      assertTrue(check.err().contains("plugin not loaded: " + reason), check::toString);
    }
    configuration("");
    try (ImageProcess modules = ImageProcess.run(folder, "modules", "--plugins", "plugins")) {
      assertTrue(
          modules
              .out()
              .lines()
              .anyMatch(line ->
                  line.startsWith("plugin ") && line.endsWith("failed: not loaded: " + reason)),
          modules::toString);
    }
    try (ImageProcess run = ImageProcess.start(folder, Map.of(), "run", "--plugins", "plugins")) {
      run.address("health-http");
      assertTrue(run.out().contains("failed: not loaded: " + reason), run::toString);
      assertEquals(0, run.terminate(), run::toString);
    }
  }

  @Test
  void theVariableNamesFoldersToo() throws Exception {
    plugin("more", true, Map.of("Lines", sink("Lines", "", "", DONE)));
    Map<String, String> environment =
        Map.of("OBS_PLUGINS", "plugins" + File.pathSeparator + "gone");
    try (ImageProcess modules = ImageProcess.start(folder, environment, "modules")) {
      assertEquals(0, modules.exitCode(), modules::toString);
      assertTrue(
          modules
              .out()
              .lines()
              .anyMatch(line ->
                  line.matches(
                      "trace sink +lines +more .*plugins/more.jar +[0-9a-f]{12} +layer more.jar +"
                          + "available")),
          modules::toString);
      assertTrue(modules.err().contains("gone (named by OBS_PLUGINS) is not a folder"));
    }
  }

  @Test
  void aPluginForALaterApiIsRefusedByName() throws Exception {
    new PluginJar("later", false)
        .manifest("Obs-Api-Version", "9.1.0")
        .compile(
            Map.of("Lines", sink("Lines", "", "", DONE)),
            List.of(),
            folder.resolve("plugins/later.jar"));
    try (ImageProcess modules = ImageProcess.run(folder, "modules", "--plugins", "plugins")) {
      assertTrue(
          modules.out().contains("later.jar: it wants dev.obs.api 9.1.0"), modules::toString);
    }
  }

  private static void assertState(String report, String type, String state) {
    assertTrue(
        report.lines().anyMatch(line -> line.matches("trace sink +" + type + " .* " + state)),
        () -> type + " is not " + state + " in\n" + report);
  }
}
