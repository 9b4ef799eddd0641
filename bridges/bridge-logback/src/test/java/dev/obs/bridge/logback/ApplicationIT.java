package dev.obs.bridge.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that an application writes with Logback against everything that arrives, in a process
/// with the newest and the oldest supported version of Logback, and on the module path.
class ApplicationIT {
  private static final String OWN =
      """
      <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
        <encoder><pattern>own: %msg%n</pattern></encoder>
      </appender>
      """;
  private static final String OBS =
      """
      <appender name="obs" class="dev.obs.bridge.logback.ObsAppender"/>
      """;

  /// What arrives from the start to the close, whatever attaches the appender.
  private static final List<String> ARRIVED =
      List.of(
          "app.Orders WARN WARN [order 7 placed] {amount=DOUBLE 37.5, id=LONG 42, list=LONG_ARRAY"
              + " [1, 2], map=VALUE {\"deep\":\"x\"}, ok=BOOLEAN true, slf4j.markers=STRING_ARRAY"
              + " [AUDIT], thread.name=STRING main, unit=STRING DAYS, user=STRING u1}",
          "app.Orders ERROR ERROR [failed] {exception.message=STRING no disk,"
              + " exception.stacktrace=STRING java.lang.IllegalStateException: no disk,"
              + " exception.type=STRING java.lang.IllegalStateException, thread.name=STRING main}",
          "app.Orders DEBUG DEBUG [debug] {thread.name=STRING main}",
          "app.Orders INFO INFO [inner] {thread.name=STRING main}",
          "app.Orders INFO INFO [outer V] {thread.name=STRING main}",
          "app.Orders INFO INFO [of another thread] {thread.name=STRING writer}",
          "app.audit.Log INFO INFO [audited] {thread.name=STRING main}",
          "app.Orders INFO INFO [in an operation] {correlation_id=STRING job-7, thread.name=STRING"
              + " main} in its span",
          "app.Orders INFO INFO [after a reset] {thread.name=STRING main}");

  private static final String BEFORE = "app.Orders INFO INFO [before] {thread.name=STRING main}";
  private static final String JUL =
      "app.Jul WARN WARNING [of java.util.logging] {thread.name=STRING main}";

  @TempDir Path folder;

  private Path configuration(String... elements) throws Exception {
    return Files.writeString(
        folder.resolve("logback.xml"),
        "<configuration>" + String.join("\n", elements) + "</configuration>");
  }

  private static List<String> jars(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> wanted.test(Path.of(path).getFileName().toString()))
        .toList();
  }

  private static String joined(List<String> paths) {
    return String.join(File.pathSeparator, paths);
  }

  private static List<String> path(String kind) throws Exception {
    if (kind.equals("modules")) {
      return List.of(
          "-p",
          joined(
              jars(name ->
                  !name.equals("test-classes") && !name.startsWith("jul-to") && isRunTime(name))),
          "--add-modules",
          "dev.obs.kernel,dev.obs.bridge.logback",
          "-cp",
          joined(jars(name -> name.equals("test-classes") || name.startsWith("obs-testkit"))));
    }
    List<String> all = new ArrayList<>();
    Path older = Path.of("target", kind); // such as "oldest"
    if (Files.isDirectory(older)) {
      try (Stream<Path> files = Files.list(older)) {
        files.map(Path::toString).forEach(all::add);
      }
    }
    all.addAll(
        jars(name ->
            !(Files.isDirectory(older) && name.startsWith("logback-"))
                && (kind.equals("jul-to-slf4j") || !name.startsWith("jul-to"))));
    return List.of("-cp", joined(all));
  }

  private static boolean isRunTime(String name) {
    return !name.matches("(junit|opentest|apiguardian|awaitility|hamcrest|obs-testkit|jackson).*");
  }

  private List<String> run(Path file, String kind, String main) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + file));
    command.addAll(path(kind));
    command.addAll(List.of(main, file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  private static List<String> of(String prefix, List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  private static void assertOwn(List<String> output) {
    assertEquals(
        List.of(
            "before",
            "order 7 placed",
            "failed",
            "debug",
            "outer V",
            "of another thread",
            "audited",
            "in an operation",
            "after a reset",
            "after the close"),
        of("own: ", output),
        () -> String.join("\n", output));
    // the console of Obs has the lines of java.util.logging at most: Logback's are there already
    assertEquals(
        List.of(),
        output.stream()
            .filter(line -> line.startsWith("{") && line.contains("\"app.Orders\""))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "middle", "oldest", "modules"})
  void theAppenderAttachesItselfAndStaysAfterAReset(String kind) throws Exception {
    List<String> output =
        run(
            configuration(OWN, "<root level='DEBUG'><appender-ref ref='own'/></root>"),
            kind,
            "app.Application");
    assertOwn(output);
    List<String> expected = new ArrayList<>(ARRIVED);
    expected.add(JUL);
    assertEquals(expected, of("got: ", output), () -> String.join("\n", output));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest", "modules"})
  void anAppenderOfTheConfigurationIsTheOnlyOneAndItsEarlyLinesArrive(String kind)
      throws Exception {
    List<String> output =
        run(
            configuration(
                OWN,
                OBS,
                "<root level='DEBUG'><appender-ref ref='own'/><appender-ref ref='obs'/></root>"),
            kind,
            "app.Application");
    assertOwn(output);
    List<String> expected = new ArrayList<>(List.of(BEFORE));
    expected.addAll(ARRIVED);
    expected.add(JUL);
    assertEquals(expected, of("got: ", output), () -> String.join("\n", output));
  }

  @Test
  void twoAppendersForOneLoggerPassALineOnceWithAWarning() throws Exception {
    List<String> output =
        run(
            configuration(
                OWN,
                OBS,
                OBS.replace("name=\"obs\"", "name=\"second\""),
                "<logger name='app.audit'><appender-ref ref='second'/></logger>",
                "<root level='DEBUG'><appender-ref ref='own'/><appender-ref ref='obs'/></root>"),
            "newest",
            "app.Application");
    List<String> expected = new ArrayList<>(List.of(BEFORE));
    expected.addAll(ARRIVED);
    expected.add(JUL);
    assertEquals(expected, of("got: ", output), () -> String.join("\n", output));
    assertTrue(
        output.stream().anyMatch(line -> line.contains("Several appenders of Obs are configured")),
        () -> String.join("\n", output));
  }

  @Test
  void withoutAConsoleAppenderOfLogbackTheConsoleOfObsHasTheLines() throws Exception {
    List<String> output =
        run(
            configuration(OBS, "<root level='DEBUG'><appender-ref ref='obs'/></root>"),
            "newest",
            "app.Application");
    assertEquals(
        10,
        output.stream()
            .filter(line -> line.startsWith("{") && line.contains("\"app."))
            .filter(line -> !line.contains("app.Jul"))
            .count(),
        () -> String.join("\n", output));
  }

  @Test
  void julToSlf4jLeadsNoLineTwice() throws Exception {
    List<String> output =
        run(
            configuration(OWN, "<root level='DEBUG'><appender-ref ref='own'/></root>"),
            "jul-to-slf4j",
            "app.JulApplication");
    assertEquals(List.of("before", "during", "after"), of("own: ", output), output::toString);
    assertEquals(List.of("during"), of("got: ", output), output::toString);
    assertEquals(0, output.stream().filter(line -> line.contains("java.util.logging")).count());
  }

  @Test
  void aBridgeWithoutAKernelSaysSoOnceAndLosesNothingOfTheApplication() throws Exception {
    Path file =
        configuration(
            OWN,
            OBS,
            "<root level='DEBUG'><appender-ref ref='own'/><appender-ref ref='obs'/></root>");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=" + file,
            "-cp",
            joined(jars(name -> !name.startsWith("obs-kernel") && !name.startsWith("jul-to"))),
            "app.LonelyApplication");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals(
        List.of("line 0", "line 1", "line 2"), of("own: ", output.lines().toList()), output);
    assertEquals(
        1,
        output.lines().filter(line -> line.contains("obs-kernel is not on the path")).count(),
        output);
  }
}
