package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.pipeline.YoungestMembers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application whose build replaces OpenTelemetry by version 1.55.0, as a parent with managed
/// versions does.
class OlderOpenTelemetryIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String APPLICATION =
      """
      import dev.obs.api.Obs;
      import java.nio.file.Path;
      import java.time.Duration;

      class Application {
        public static void main(String[] arguments) throws Exception {
          Obs obs = Obs.builder().configuration(Path.of(arguments[0])).start();
          obs.openTelemetry().getTracer("t").spanBuilder("s").startSpan().end();
          obs.openTelemetry().getMeter("m").counterBuilder("c").build().add(1);
          obs.openTelemetry().getLogsBridge().get("l").logRecordBuilder().setBody("b").emit();
          System.out.println("flushed: " + obs.flush(Duration.ofSeconds(1)));
          obs.close();
          System.out.println("the application goes on");
        }
      }
      """;

  @TempDir Path folder;

  private static List<Path> jars() throws IOException {
    return Stream.of(
            Files.readString(TARGET.resolve("image-jars.txt")).strip().split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static boolean isOpenTelemetry(Path jar) {
    return jar.getFileName().toString().startsWith("opentelemetry-");
  }

  private static List<Path> older() throws IOException {
    try (Stream<Path> jars = Files.list(TARGET.resolve("older-opentelemetry"))) {
      return jars.filter(OlderOpenTelemetryIT::isOpenTelemetry).toList();
    }
  }

  /// The jars of this build, which are in its folders.
  private static List<Path> own() throws IOException {
    Path root = TARGET.getParent().getParent();
    return jars().stream().filter(jar -> jar.startsWith(root)).toList();
  }

  @Test
  void lacksTheMembersThatTheStartLooksFor() throws IOException {
    assertEquals(YoungestMembers.all(), MissingMembers.of(own(), older()));
  }

  @Test
  void nothingIsMissingInTheVersionOfTheBuild() throws IOException {
    List<Path> present = jars().stream().filter(OlderOpenTelemetryIT::isOpenTelemetry).toList();
    assertEquals(Set.of(), MissingMembers.of(own(), present));
  }

  @Test
  void isNamedWithTheRemedyAndTheApplicationGoesOn() throws Exception {
    Path file = folder.resolve("telemetry.yaml");
    Files.writeString(
        file,
        """
        telemetry:
          tracing: {exporters: [file]}
          metrics: {exporters: [file], exemplar_filter: always_on}
          logging: {exporters: [console, file]}
          file: {path: %1$s/out}
          spool: {enabled: true, path: %1$s/spool}
          shutdown: {deadline: 2s}
        health: {port: 0}
        """
            .formatted(folder));
    Path source = Files.writeString(folder.resolve("Application.java"), APPLICATION);
    String classPath =
        Stream.concat(older().stream(), jars().stream().filter(jar -> !isOpenTelemetry(jar)))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                source.toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> "hangs");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertEquals(0, process.exitValue(), text);
    assertTrue(
        text.contains("got API 1.55.0 and SDK 1.55.0 without AttributeKey.valueKey()"), text);
    assertTrue(text.contains("set <opentelemetry.version>"), text);
    assertTrue(text.contains("the application goes on"), text);
    assertFalse(text.contains("\tat "), text);
  }
}
