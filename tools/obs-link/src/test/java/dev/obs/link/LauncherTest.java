package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    write("java.base java.instrument", "-XX:+UseSerialGC");
  }

  private void write(String modules, String... options) throws IOException {
    write(Set.of(), modules, options);
  }

  private void write(Set<String> longCommands, String modules, String... options)
      throws IOException {
    Files.writeString(
        image.resolve("release"), "JAVA_VERSION=\"25\"\nMODULES=\"" + modules + "\"\n");
    Launch launch = new Launch("app", "app/app.Main", null, new TreeSet<>(longCommands));
    Launcher.write(launch, JvmOptions.of(List.of(options)), image);
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
            "-XX:+UseSerialGC",
            "-Xlog:aot*=off:stderr",
            "-Xlog:cds*=off:stderr",
            "-XX:AOTCache=" + cache.toRealPath(),
            "-m",
            "app/app.Main",
            "run"),
        run(Map.of(), script, "run"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OBS_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void theOperatorsOptionsReplaceItsOwnInEachVariable(String variable) throws Exception {
    Files.createFile(image.resolve("lib/app.aot"));
    for (String separator : List.of(" ", "\t", "\n")) {
      for (String collector : List.of("Serial", "Parallel", "G1", "Z", "Shenandoah", "Epsilon")) {
        String option = "-XX:+Use" + collector + "GC";
        assertEquals(
            variable.equals("OBS_JAVA_OPTS") ? List.of(option) : List.of(),
            collectors(variable, "-Xmx64m" + separator + option + separator + "-Xms9m"),
            option);
      }
      for (String archive :
          List.of(
              "-p" + separator + "more",
              "--module-path=more",
              "--upgrade-module-path=more",
              "--patch-module=a=b",
              "--limit-modules=app",
              "-XX:AOTCache=own",
              "-XX:AOTMode=off",
              "-Xshare:auto",
              "-Xshare:off",
              "-XX:SharedArchiveFile=own.jsa")) {
        assertTrue(usesCache(variable, "-Xmx64m" + separator + "-Xms9m"));
        assertFalse(usesCache(variable, "-Xmx64m" + separator + archive), archive);
        assertFalse(usesCache(variable, archive + separator + "-Xmx64m"), archive);
      }
    }
  }

  @Test
  void otherOptionsReplaceNothing() throws Exception {
    Files.createFile(image.resolve("lib/app.aot"));
    for (String option :
        List.of(
            "-XX:-UseG1GC",
            "-XX:+UseCompactObjectHeaders -Da=GC",
            "-Dx=-XX:+UseG1GC",
            "-XX:+UseDynamicNumberOfGCThreads",
            "-Dp=-p",
            "--add-opens=java.base/java.lang=ALL-UNNAMED")) {
      assertEquals(List.of("-XX:+UseSerialGC"), collectors("JAVA_TOOL_OPTIONS", option), option);
      assertTrue(usesCache("JAVA_TOOL_OPTIONS", option), option);
    }
    assertEquals(List.of(), collectors("JAVA_TOOL_OPTIONS", "'-XX:+UseG1GC'"), "quoted");
  }

  @Test
  void commandsThatEndSoonAreCompiledByTheFirstCompilerOnly() throws Exception {
    write(Set.of("run", "demo"), "java.base", "-XX:+UseSerialGC");

    for (String command : List.of("check", "--version", "runs", "")) {
      assertEquals(
          List.of(
              "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-m", "app/app.Main", command, "run"),
          run(Map.of(), script, command, "run"));
    }
    assertTrue(run(Map.of(), script).contains("-XX:TieredStopAtLevel=1"));
    assertEquals(with(PLAIN, "run", "x"), run(Map.of(), script, "run", "x"));
    assertEquals(with(PLAIN, "demo"), run(Map.of(), script, "demo"));
    for (String own :
        List.of("-XX:TieredStopAtLevel=4", "-XX:-TieredCompilation", "-Xint", "-Xcomp")) {
      assertFalse(
          run(Map.of("JAVA_TOOL_OPTIONS", own), script, "check")
              .contains("-XX:TieredStopAtLevel=1"),
          own);
    }
  }

  @Test
  void theOperatorsSizeOfTheHeapReplacesItsOwn() throws Exception {
    write("java.base", "-Xms24m");

    assertTrue(run(Map.of(), script).contains("-Xms24m"));
    assertTrue(run(Map.of("JDK_JAVA_OPTIONS", "-Xss1m -Xlog:gc"), script).contains("-Xms24m"));
    for (String own :
        List.of(
            "-Xms1g",
            "-Xmx8m",
            "-Xmn4m",
            "-XX:InitialHeapSize=9m",
            "-XX:MaxHeapSize=9m",
            "-XX:NewSize=2m",
            "-XX:MaxRAMPercentage=75",
            "-XX:MaxRAM=200g")) {
      assertFalse(run(Map.of("JAVA_TOOL_OPTIONS", "-Dx " + own), script).contains("-Xms24m"), own);
    }
  }

  @Test
  void anApplicationGetsNoSizeOfTheHeapFromTheRecipe() {
    assertEquals(
        List.of("-XX:+UseSerialGC", "-Dx=y"),
        JvmOptions.withoutHeap(List.of("-XX:+UseSerialGC", "-Xms24m", "-Dx=y", "-Xmn8m")));
  }

  @Test
  void saysNothingAboutARefusedCacheUnlessAskedFor() throws Exception {
    Files.createFile(image.resolve("lib/app.aot"));
    assertTrue(
        run(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc"), script).contains("-Xlog:aot*=off:stderr"));
    for (String log : List.of("-Xlog:aot", "-Xlog:gc,aot*=debug", "-Xlog:cds", "-Xlog:all=info")) {
      assertFalse(
          run(Map.of("JAVA_TOOL_OPTIONS", log), script).contains("-Xlog:aot*=off:stderr"), log);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "java.instrument,      -javaagent:/x/agent.jar=a,               -javaagent",
    "jdk.management.agent, -Dcom.sun.management.jmxremote.port=999, -Dcom.sun.management",
    "jdk.jfr,              -XX:StartFlightRecording,                -XX:StartFlightRecording",
    "jdk.jfr,              -XX:StartFlightRecording=disk=true,      -XX:StartFlightRecording",
    "jdk.jdwp.agent,       -agentlib:jdwp=transport=dt_socket,      -agentlib:jdwp"
  })
  void aToolThatTheImageLacksIsNamedInOneLine(String module, String option, String name)
      throws Exception {
    for (String variable :
        List.of("OBS_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      write("java.base");
      Map<String, String> environment = Map.of(variable, "-Xmx64m\n" + option);
      assertEquals(
          "app: %s needs the module %s, which this image lacks; add it: obs link --add-modules %s\n"
              .formatted(name, module, module),
          output(2, environment, script));

      write("java.base " + module);
      assertTrue(run(environment, script).contains("app/app.Main"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LC_ALL, ''",
    "LC_ALL, C",
    "LC_ALL, de_DE.ISO-8859-1",
    "LC_ALL, xx_XX.UTF-8",
    "LC_CTYPE, POSIX",
    "LANG, xx_XX.UTF-8",
    "LANG, C",
    "X, ''"
  })
  void namesAreUtf8WithoutAUsableLocale(String variable, String value) throws Exception {
    printTheLocale();
    assertEquals("[C.UTF-8]\n", output(0, Map.of(variable, value), script));
    assertEquals("[C.UTF-8]\n", output(0, Map.of(variable, value, "LANGUAGE", "de"), script));
  }

  @Test
  void namesAreUtf8IfOneCategoryIsNotInstalled() throws Exception {
    printTheLocale();
    assertEquals(
        "[C.UTF-8]\n",
        output(0, Map.of("LC_CTYPE", "C.UTF-8", "LC_MESSAGES", "xx_XX.UTF-8"), script));
  }

  @Test
  void aUsableLocaleStays() throws Exception {
    printTheLocale();
    assertEquals("[C.utf8]\n", output(0, Map.of("LC_ALL", "C.utf8"), script));
    assertEquals("[]\n", output(0, Map.of("LANG", "C.UTF-8"), script));
    assertEquals("[]\n", output(0, Map.of("LANG", "C", "LC_CTYPE", "C.UTF-8"), script));
  }

  @Test
  void onlyOptionsThatCannotBeOverriddenAreLeftToTheLauncher() throws Exception {
    List<String> options =
        List.of(
            "-XX:+UseZGC",
            "-Dx=y",
            "--add-modules=ALL-SYSTEM",
            "-Xlog:disable",
            "-Xmx64m",
            "--enable-preview");
    assertEquals(
        new JvmOptions(
            List.of("-Dx=y", "--add-modules=ALL-SYSTEM", "-Xlog:disable"),
            List.of("-XX:+UseZGC"),
            List.of("-Xmx64m"),
            List.of("--enable-preview")),
        JvmOptions.of(options));
    write("java.base", options.toArray(String[]::new));
    assertEquals(
        List.of("-XX:+UseZGC", "-Xmx64m", "--enable-preview", "-m", "app/app.Main"),
        run(Map.of(), script));
    assertEquals(
        List.of("-Xmx64m", "--enable-preview", "-m", "app/app.Main"),
        run(Map.of("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC"), script));
  }

  @Test
  void anAddedCollectorReplacesTheOneOfTheRecipe() {
    assertEquals(
        List.of("-Dx=y", "-XX:+UseG1GC"),
        JvmOptions.merge(List.of("-XX:+UseSerialGC", "-Dx=y"), List.of("-XX:+UseG1GC")));
    assertEquals(
        List.of("-XX:+UseSerialGC", "-Xmx9m"),
        JvmOptions.merge(List.of("-XX:+UseSerialGC"), List.of("-Xmx9m")));
  }

  private void printTheLocale() throws IOException {
    Files.writeString(image.resolve("bin/java"), "#!/bin/sh\necho \"[$LC_ALL]\"\n");
  }

  private List<String> collectors(String variable, String options) throws Exception {
    return run(Map.of(variable, options), script).stream()
        .filter(option -> option.matches("-XX:.Use\\w+GC"))
        .toList();
  }

  private boolean usesCache(String variable, String options) throws Exception {
    return run(Map.of(variable, options), script).stream()
        .anyMatch(option -> option.endsWith("/lib/app.aot"));
  }

  private static List<String> with(List<String> list, String... more) {
    return java.util.stream.Stream.concat(list.stream(), List.of(more).stream()).toList();
  }

  /// Returns the arguments of `java`.
  private List<String> run(Map<String, String> environment, Path command, String... arguments)
      throws IOException, InterruptedException {
    String output = output(0, environment, command, arguments);
    return List.of(output.split("\n", -1)).subList(1, (int) output.lines().count());
  }

  /// Returns the output of the command in the given environment without the builder's variables.
  private String output(
      int exit, Map<String, String> environment, Path command, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(with(List.of(command.toString()), arguments)).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.directory(folder.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(exit, process.waitFor(), output);
    return output;
  }
}
