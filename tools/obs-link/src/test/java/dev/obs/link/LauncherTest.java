package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script with a `java` that prints its process id and its arguments, one a line.
class LauncherTest {
  private static final List<String> PLAIN = List.of("-XX:+UseSerialGC", "-m", "app/app.Main");

  @TempDir Path folder;
  private Path image;
  private Path script;

  @BeforeEach
  void writeTheScript() throws IOException {
    image = folder.resolve("an image");
    script = image.resolve("bin/app");
    Files.createDirectories(image.resolve("bin"));
    Files.createDirectories(image.resolve("lib"));
    Path java = image.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho $$\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Launcher.write(new Launch("app", "app/app.Main", null), List.of("-XX:+UseSerialGC"), image);
  }

  @Test
  void startsTheMainClassWithTheArgumentsAsTheyAre() throws Exception {
    assertEquals(
        with(PLAIN, "a b", "*", "$HOME", ""), run(Map.of(), script, "a b", "*", "$HOME", ""));
  }

  @Test
  void becomesTheJvmSoThatSignalsReachIt() throws Exception {
    Process process = new ProcessBuilder(script.toString()).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();

    assertEquals(Long.toString(process.pid()), output.lines().findFirst().orElseThrow());
  }

  @Test
  void findsTheImageThroughLinks() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), script);
    Path relative =
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("..", "an image/bin/app"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), elsewhere.resolve("relative"));

    assertEquals(PLAIN, run(Map.of(), absolute));
    assertEquals(PLAIN, run(Map.of(), relative));
    assertEquals(PLAIN, run(Map.of(), second));
  }

  @Test
  void addsTheOptionsOfTheEnvironmentWithoutExpandingThem() throws Exception {
    assertEquals(
        List.of("-XX:+UseSerialGC", "-Xmx64m", "-Dfiles=*", "-m", "app/app.Main"),
        run(Map.of("OBS_JAVA_OPTS", " -Xmx64m  -Dfiles=* "), script));
  }

  @Test
  void usesTheAotCacheIfItIsThere() throws Exception {
    Path cache = Files.createFile(image.resolve("lib/app.aot"));

    assertEquals(
        List.of(
            "-XX:+UseSerialGC", "-XX:AOTCache=" + cache.toRealPath(), "-m", "app/app.Main", "run"),
        run(Map.of(), script, "run"));
  }

  @Test
  void leavesTheAotCacheOutBesideAModulePath() throws Exception {
    Files.createFile(image.resolve("lib/app.aot"));

    assertEquals(
        List.of("-XX:+UseSerialGC", "-p", "more", "-m", "app/app.Main"),
        run(Map.of("OBS_JAVA_OPTS", "-p more"), script));
    assertEquals(
        List.of("-XX:+UseSerialGC", "--module-path=more", "-m", "app/app.Main"),
        run(Map.of("OBS_JAVA_OPTS", "--module-path=more"), script));
  }

  private static List<String> with(List<String> list, String... more) {
    return java.util.stream.Stream.concat(list.stream(), List.of(more).stream()).toList();
  }

  /// Returns the arguments of `java`.
  private List<String> run(Map<String, String> environment, Path command, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(with(List.of(command.toString()), arguments)).redirectErrorStream(true);
    builder.environment().remove("OBS_JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.directory(folder.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    return List.of(output.split("\n", -1)).subList(1, (int) output.lines().count());
  }
}
