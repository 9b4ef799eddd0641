package dev.obs.bridge.log4j;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that an application writes with Log4j against everything that arrives, in a process
/// with the newest and the oldest supported version of Log4j, and on the module path.
class ApplicationIT {
  private static final String OWN =
      "<Console name='own'><PatternLayout pattern='own: %m%ex{0}%n'/></Console>";
  private static final String OBS = "<Obs name='obs'/>";
  private static final String MAIN = "thread.name=STRING main}";

  /// What arrives from the start to the close, whatever attaches the appender.
  private static final List<String> ARRIVED =
      List.of(
          "app.Orders WARN WARN [order 7 placed] {log4j.context_stack=STRING_ARRAY [step 1],"
              + " log4j.markers=STRING_ARRAY [CARD, AUDIT], thread.name=STRING main, user=STRING"
              + " u1}",
          "app.Orders INFO INFO [mapped] {amount=DOUBLE 37.5, id=LONG 42, ok=BOOLEAN true, " + MAIN,
          "app.Orders INFO INFO [k=\"v\"] {k=STRING v, " + MAIN,
          "app.Orders INFO INFO [transfer] {log4j.structured_data.id=STRING audit@1,"
              + " log4j.structured_data.type=STRING pay, sum=STRING 10, "
              + MAIN,
          "app.Orders ERROR ERROR [failed] {exception.message=STRING no disk,"
              + " exception.stacktrace=STRING java.lang.IllegalStateException: no disk,"
              + " exception.type=STRING java.lang.IllegalStateException, "
              + MAIN,
          "app.Orders FATAL FATAL [fatal] {" + MAIN,
          "app.Orders INFO NOTICE [noticed] {" + MAIN,
          "app.Orders DEBUG DEBUG [debug] {" + MAIN,
          "app.Orders INFO INFO [of another thread] {thread.name=STRING writer}",
          "app.audit.Log INFO INFO [audited] {" + MAIN,
          "app.Orders INFO INFO [in an operation] {correlation_id=STRING job-7, "
              + MAIN
              + " in its span",
          "app.Orders INFO INFO [after a reset] {" + MAIN);

  private static final String BEFORE = "app.Orders INFO INFO [before] {" + MAIN;
  private static final String JUL = "app.Jul WARN WARNING [of java.util.logging] {" + MAIN;

  @TempDir Path folder;

  private Path configuration(String appenders, String loggers) throws Exception {
    return Files.writeString(
        folder.resolve("log4j2.xml"),
        "<Configuration status='WARN'><Appenders>"
            + appenders
            + "</Appenders><Loggers>"
            + loggers
            + "</Loggers></Configuration>");
  }

  private static String root(String... appenders) {
    return "<Root level='DEBUG'>"
        + Arrays.stream(appenders)
            .map(name -> "<AppenderRef ref='" + name + "'/>")
            .collect(Collectors.joining())
        + "</Root>";
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
          joined(jars(name -> !name.equals("test-classes") && !isSlf4j(name) && isRunTime(name))),
          "--add-modules",
          "dev.obs.kernel,dev.obs.bridge.log4j",
          "-cp",
          joined(jars(name -> name.equals("test-classes") || name.startsWith("obs-testkit"))));
    }
    List<String> all = new ArrayList<>();
    if (kind.equals("oldest")) {
      try (Stream<Path> oldest = Files.list(Path.of("target", "oldest"))) {
        oldest.map(Path::toString).forEach(all::add);
      }
    }
    all.addAll(
        jars(name ->
            !(kind.equals("oldest") && name.matches("log4j-(core|api).*"))
                && (kind.equals("cycle") || !name.startsWith("log4j-to-slf4j"))
                && (kind.equals("cycle") || kind.equals("slf4j") || !isSlf4j(name))));
    return List.of("-cp", joined(all));
  }

  private static boolean isSlf4j(String name) {
    return name.matches("log4j-.*slf4j.*");
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
                "-Dlog4j2.configurationFile=" + file));
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
            "amount=\"37.5\" id=\"42\" message=\"mapped\" ok=\"true\"",
            "k=\"v\"",
            "pay [audit@1 sum=\"10\"] transfer",
            "failed",
            "fatal",
            "noticed",
            "debug",
            "of another thread",
            "audited",
            "in an operation",
            "after a reset",
            "after the close"),
        of("own: ", output),
        () -> String.join("\n", output));
    // the console of Obs has the lines of java.util.logging at most: Log4j's are there already
    assertEquals(
        List.of(),
        output.stream()
            .filter(line -> line.startsWith("{") && line.contains("\"app.Orders\""))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest", "modules"})
  void theAppenderAttachesItselfAndStaysAfterAReset(String kind) throws Exception {
    List<String> output = run(configuration(OWN, root("own")), kind, "app.Application");
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
        run(configuration(OWN + OBS, root("own", "obs")), kind, "app.Application");
    assertOwn(output);
    List<String> expected = new ArrayList<>(List.of(BEFORE));
    expected.addAll(ARRIVED);
    expected.add(JUL);
    assertEquals(expected, of("got: ", output), () -> String.join("\n", output));
  }

  @Test
  void twoAppendersForOneLoggerPassALineOnceWithAMessage() throws Exception {
    List<String> output =
        run(
            configuration(
                OWN + OBS + "<Obs name='second'/>",
                "<Logger name='app.audit'><AppenderRef ref='second'/></Logger>"
                    + root("own", "obs")),
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
  void slf4jByLog4jArrivesOnce() throws Exception {
    List<String> output = run(configuration(OWN, root("own")), "slf4j", "app.Slf4jApplication");
    assertEquals(List.of("by SLF4J"), of("own: ", output), output::toString);
    assertEquals(1, of("got: ", output).size(), output::toString);
    assertTrue(of("got: ", output).get(0).contains("id=42"), output::toString);
  }

  @Test
  void bridgesThatLeadToEachOtherAreNamedOnceAndEndNothing() throws Exception {
    List<String> output = run(configuration(OWN, root("own")), "cycle", "app.CyclicApplication");
    assertEquals(List.of("goes on"), of("got: ", output), () -> String.join("\n", output));
    assertEquals(
        1,
        output.stream().filter(line -> line.contains("remove log4j-to-slf4j")).count(),
        () -> String.join("\n", output));
  }

  @Test
  void aBridgeWithoutAKernelSaysSoOnceAndLosesNothingOfTheApplication() throws Exception {
    Path file = configuration(OWN + OBS, root("own", "obs"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlog4j2.configurationFile=" + file,
            "-cp",
            joined(jars(name -> !name.startsWith("obs-kernel") && !isSlf4j(name))),
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
