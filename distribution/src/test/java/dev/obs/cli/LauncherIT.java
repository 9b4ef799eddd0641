package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The image's launcher and its `bin/java` with the options and the locale of an operator.
class LauncherIT {
  private static final Path IMAGE = Path.of("target", "image").toAbsolutePath();
  private static final String OBS = IMAGE.resolve("bin/obs").toString();

  @TempDir Path folder;

  /// The end of a process.
  private record Result(int exit, List<String> lines) {}

  @ParameterizedTest
  @ValueSource(strings = {"OBS_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
  void theOperatorsOptionsWorkInEachVariable(String variable) throws Exception {
    for (String options :
        List.of(
            "-XX:+UseParallelGC",
            "-Xmx64m\t-XX:+UseG1GC",
            "-Xmx64m\n-XX:+UseZGC",
            "-Xshare:auto",
            "-Xshare:off",
            "-XX:MaxRAM=200g",
            "-Xmx40g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders",
            "-XX:StartFlightRecording:filename=" + folder.resolve("flight.jfr"))) {
      Result result = run(variable + "=" + options, OBS, "--version");
      assertEquals(0, result.exit(), result::toString);
      assertEquals(
          List.of(),
          result.lines().stream()
              .filter(line -> line.contains("[error]") || line.contains("[warning]"))
              .toList(),
          options);
    }
    Result debugger = run(variable + "=-agentlib:jdwp=transport=dt_socket", OBS, "--version");
    assertEquals(2, debugger.exit());
    assertTrue(debugger.lines().getLast().contains("jdk.jdwp.agent"), debugger::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X=", "LC_ALL=C", "LC_ALL=xx_XX.UTF-8", "LANG=xx"})
  void namesAreUtf8WithoutAUsableLocale(String locale) throws Exception {
    // the name in octal, because this JVM may lack a locale itself
    Result result =
        run(
            locale,
            "/bin/sh",
            "-c",
            "OTEL_SERVICE_NAME=$(printf 'gr\\303\\266\\303\\237e') exec " + OBS + " check");
    assertEquals(0, result.exit(), result::toString);
    assertTrue(
        result.lines().stream().anyMatch(line -> line.matches(".*service_name +größe .*")),
        result::toString);
  }

  @Test
  void itsJavaRunsAnApplicationWithoutTheLauncher() throws Exception {
    Path application =
        new CompiledJar(folder.resolve("app.jar"))
            .source(
                "Main",
                """
                import dev.obs.api.Obs;
                public class Main {
                  public static void main(String[] args) {
                    try (Obs obs = Obs.start()) {
                      var span = obs.openTelemetry().getTracer("t").spanBuilder("x").startSpan();
                      try (var scope = span.makeCurrent()) {
                        System.out.println("valid " + span.getSpanContext().isValid());
                      }
                      span.end();
                    }
                  }
                }
                """)
            .write();
    Result result =
        run("X=", IMAGE.resolve("bin/java").toString(), "-cp", application.toString(), "Main");
    assertEquals(0, result.exit(), result::toString);
    assertTrue(result.lines().contains("valid true"), result::toString);
  }

  /// Runs a command with one variable beside the path.
  private Result run(String variable, String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
    line.add(variable);
    line.addAll(List.of(command));
    Process process =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), output);
      return new Result(process.exitValue(), output.lines().toList());
    } finally {
      process.destroyForcibly();
    }
  }
}
