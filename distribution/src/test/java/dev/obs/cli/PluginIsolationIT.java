package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two plugins with different versions of one library in one process.
class PluginIsolationIT {
  private static final Path LIBRARIES = Path.of("target", "plugin-jars").toAbsolutePath();

  @TempDir Path folder;

  /// Creates a sink that prints the version of the Jackson it loads.
  private void plugin(String name, String type, String libraries, boolean modular)
      throws Exception {
    String sink =
        """
        public final class Sink implements TraceSink {
          public Sink() {}
          public String type() { return "%s"; }
          public Exporter<SpanData> open(ExtensionContext context) throws Exception {
            String json =
                new com.fasterxml.jackson.databind.ObjectMapper()
                    .writeValueAsString(java.util.Map.of("jackson",
                        com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString()));
            System.out.println("%1$s sees " + json);
            return batch -> ExportResult.delivered();
          }
        }
        """
            .formatted(type);
    Path plugin = Files.createDirectories(folder.resolve("plugins").resolve(name));
    try (Stream<Path> jars = Files.list(LIBRARIES.resolve(libraries))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, plugin.resolve(jar.getFileName()));
      }
    }
    List<Path> beside = jars(plugin);
    OwnersOnly.folder(plugin);
    new PluginJar(name, modular)
        .requires("com.fasterxml.jackson.databind")
        .compile(Map.of("Sink", sink), beside, plugin.resolve(name + ".jar"));
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoPluginsSeeTheirOwnVersionsOfJackson(boolean modular) throws Exception {
    plugin("older", "old", "jackson-old", modular);
    plugin("newer", "new", "jackson-new", modular);
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          tracing: {exporters: [old, new]}
          metrics: {exporters: []}
        health: {port: 0}
        """);
    try (ImageProcess demo = ImageProcess.run(folder, "demo", "--once", "--plugins", "plugins")) {
      assertEquals(0, demo.exitCode(), demo::toString);
      assertTrue(demo.out().contains("old sees {\"jackson\":\"2.17."), demo::toString);
      assertTrue(demo.out().contains("new sees {\"jackson\":\"2.22."), demo::toString);
    }
    try (ImageProcess modules = ImageProcess.run(folder, "modules", "--plugins", "plugins")) {
      String loader = modular ? "layer" : "isolated";
      assertTrue(modules.out().contains(loader + " older/"), modules::toString);
      assertTrue(modules.out().contains(loader + " newer/"), modules::toString);
    }
  }
}
