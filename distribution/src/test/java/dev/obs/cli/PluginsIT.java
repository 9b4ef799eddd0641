package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsIT {
  private static final String SPI =
      """
      import dev.obs.spi.*;
      import io.opentelemetry.sdk.trace.data.SpanData;
      """;

  @TempDir Path folder;

  /// Compiles a plugin against the image's modules and packs it into the folder of plugins.
  private void plugin(String name, boolean modular, Map<String, String> classes) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("src-" + name));
    Path output = Files.createDirectories(folder.resolve("out-" + name));
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", output.toString()));
    Path modules = Path.of("target", "image", "modules").toAbsolutePath();
    arguments.addAll(
        modular
            ? List.of("--module-path", modules + File.pathSeparator + annotations())
            : List.of("--class-path", jars(modules)));
    StringBuilder providers = new StringBuilder();
    for (Map.Entry<String, String> type : classes.entrySet()) {
      String provider = name + "." + type.getKey();
      Path file = Files.createDirectories(sources.resolve(name)).resolve(type.getKey() + ".java");
      Files.writeString(file, "package %s;\n%s%s".formatted(name, SPI, type.getValue()));
      arguments.add(file.toString());
      providers.append(provider).append('\n');
    }
    if (modular) {
      Path file = sources.resolve("module-info.java");
      String list = String.join(", ", providers.toString().lines().toList());
      Files.writeString(
          file,
          "module %s { requires dev.obs.api; provides dev.obs.spi.TraceSink with %s; }"
              .formatted(name, list));
      arguments.add(file.toString());
    } else {
      Path services = Files.createDirectories(output.resolve("META-INF/services"));
      Files.writeString(services.resolve("dev.obs.spi.TraceSink"), providers);
    }
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));
    pack(output, Files.createDirectories(folder.resolve("plugins")).resolve(name + ".jar"));
  }

  private static String jars(Path modules) throws IOException {
    try (Stream<Path> jars = Files.list(modules)) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  /// What the API's own annotations are declared in; a build tool would bring it along.
  private static Path annotations() throws Exception {
    return Path.of(
        org.jspecify.annotations.Nullable.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path entry : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
      }
    }
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

  private static void assertState(String report, String type, String state) {
    assertTrue(
        report.lines().anyMatch(line -> line.matches("trace sink +" + type + " .* " + state)),
        () -> type + " is not " + state + " in\n" + report);
  }
}
