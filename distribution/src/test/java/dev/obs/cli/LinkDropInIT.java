package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Plugins dropped into images that `obs link` built.
class LinkDropInIT {
  @TempDir Path folder;

  @BeforeEach
  void askForTwoPlugins() throws IOException {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          tracing: {exporters: [inside, named], schedule_delay: 10ms}
          metrics: {exporters: []}
        """);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void oneInTheImagesFolderIsFoundUnaskedAndSoIsOneThatTheVariableNames() throws Exception {
    LinkedImage image = LinkedImage.quick(folder, "--with", "console");
    sink(image.folder().resolve("plugins/inside.jar"), "inside");
    sink(folder.resolve("more/named/named.jar"), "named");
    sink(image.folder().resolve("plugins/hidden.jar"), "named");

    String found = start(image, "obs", "modules");

    assertRow(found, "inside", "image/plugins/inside.jar .* selected");
    assertRow(found, "named", "more/named .* selected");
    assertRow(
        found, "named", "image/plugins/hidden.jar .* failed: another .* found first .*more/named");
    String demo =
        start(
            image,
            "obs",
            "demo",
            "--once",
            "--jars",
            Path.of("target/image/demo").toAbsolutePath());
    assertTrue(demo.contains("GOT inside generate_docs"), demo);
    assertTrue(demo.contains("GOT named generate_docs"), demo);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void anApplicationsImageHasSuchAFolderToo() throws Exception {
    new CompiledJar(folder.resolve("till.jar"))
        .source("module-info", "module till { requires dev.obs.api; }")
        .source(
            "till.Main",
            """
            package till;
            import dev.obs.api.Obs;
            public class Main {
              public static void main(String[] args) throws Exception {
                try (Obs obs = Obs.start()) {
                  obs.operations().run("sell", () -> System.out.println("sold"));
                }
              }
            }
            """)
        .write();
    LinkedImage image =
        LinkedImage.quick(folder, "--with", "console", "--main", "till.jar/till.Main");
    sink(image.folder().resolve("plugins/inside/inside.jar"), "inside");
    sink(folder.resolve("more/named.jar"), "named");

    String out = start(image, "till");

    assertTrue(out.contains("GOT inside sell"), out);
    assertTrue(out.contains("GOT named sell"), out);
  }

  /// Runs the launcher to a successful end, with the folder in the variable.
  private String start(LinkedImage image, String launcher, Object... args) throws Exception {
    try (ImageProcess process =
        ImageProcess.start(
            image.folder().resolve("bin").resolve(launcher),
            folder,
            Map.of("OBS_PLUGINS", "more"),
            java.util.Arrays.stream(args).map(Object::toString).toArray(String[]::new))) {
      assertEquals(0, process.exitCode(), process::toString);
      return process.out();
    }
  }

  private static void sink(Path jar, String type) throws IOException {
    String module = jar.getFileName().toString().replace(".jar", "");
    new CompiledJar(jar)
        .source(
            "module-info",
            "module %1$s { requires dev.obs.api; provides dev.obs.spi.TraceSink with %1$s.Sink; }"
                .formatted(module))
        .sink(module + ".Sink", type)
        .write();
  }

  private static void assertRow(String table, String type, String rest) {
    assertTrue(
        table.lines().anyMatch(line -> line.matches("trace sink +" + type + " .*" + rest + ".*")),
        () -> type + " with " + rest + " is not in\n" + table);
  }
}
