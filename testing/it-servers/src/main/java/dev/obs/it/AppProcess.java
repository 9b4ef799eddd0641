package dev.obs.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The application of the module under test, or a linked image, as a child process, which is
/// stopped as an operator would stop it. Its output is in `app.log` in its working folder. Killed
/// by [#close] at the latest.
///
/// The module reads its own `telemetry.yaml`, whose ports are `${HEALTH_PORT}` and
/// `${METRICS_PORT}`. It prints a line `serving ADDRESS (TYPE)` for each served address, as `obs
/// run` does, because tests let the system choose its ports.
public final class AppProcess implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path LIBRARIES = TARGET.resolve("lib");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 20;

  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

  private AppProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts the packaged module under test from the class path.
  ///
  /// @param folder the working folder
  /// @param environment variables added to those of the test
  /// @param arguments the main class and its arguments
  public static AppProcess onClassPath(
      Path folder, Map<String, String> environment, String... arguments) throws IOException {
    return onClassPath(Path.of(ServerProcess.java()), folder, environment, arguments);
  }

  /// Starts the packaged module under test from the class path.
  ///
  /// @param java the launcher of a Java
  /// @param folder the working folder
  /// @param environment variables added to those of the test
  /// @param arguments the main class and its arguments
  public static AppProcess onClassPath(
      Path java, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    String path = jar() + File.pathSeparator + LIBRARIES + File.separator + "*";
    return start(java.toString(), folder, environment, List.of("-cp", path), arguments);
  }

  /// Starts the packaged module under test from the module path.
  ///
  /// @param arguments `MODULE/CLASS` and its arguments
  public static AppProcess onModulePath(
      Path folder, Map<String, String> environment, String... arguments) throws IOException {
    String path = jar() + File.pathSeparator + LIBRARIES;
    return start(ServerProcess.java(), folder, environment, List.of("-p", path, "-m"), arguments);
  }

  /// Starts the packaged module under test with the command of its `README.md`, in a folder with a
  /// link to the module's `target`.
  ///
  /// @param folder the working folder
  public static AppProcess asDocumented(Path folder) throws IOException {
    String command =
        Files.readAllLines(TARGET.resolveSibling("README.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("\"$JAVA_HOME/bin/java\" "))
            .findFirst()
            .orElseThrow();
    Files.createSymbolicLink(folder.resolve("target"), TARGET);
    return launch(
        List.of("sh", "-c", "exec " + command),
        folder,
        own(Map.of("JAVA_HOME", System.getProperty("java.home"))));
  }

  /// Starts the launcher `obs` of a linked image, in a folder without a `telemetry.yaml` unless the
  /// test created one.
  ///
  /// @param image the image's folder
  /// @param arguments the command and its arguments
  public static AppProcess ofImage(
      Path image, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(image.resolve("bin/obs").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return launch(command, folder, environment);
  }

  /// Returns the jar that the build made of the module.
  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar in " + TARGET + "; package first"));
    }
  }

  /// Starts a process with the module's own configuration, on ports that the system chooses.
  private static AppProcess start(
      String java,
      Path folder,
      Map<String, String> environment,
      List<String> path,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(path);
    command.addAll(List.of(arguments));
    return launch(command, folder, own(environment));
  }

  /// Returns variables for the module's own configuration, beside others.
  private static Map<String, String> own(Map<String, String> others) {
    Map<String, String> all = new HashMap<>();
    all.put("TELEMETRY_CONFIG", TARGET.resolveSibling("telemetry.yaml").toString());
    all.put("HEALTH_PORT", "0");
    all.put("METRICS_PORT", "0");
    all.putAll(others);
    return all;
  }

  private static AppProcess launch(
      List<String> command, Path folder, Map<String, String> environment) throws IOException {
    Path log = folder.resolve("app.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().remove("TELEMETRY_CONFIG");
    builder.environment().putAll(environment);
    return new AppProcess(builder.start(), log);
  }

  /// Returns its output so far.
  public String log() throws IOException {
    return Files.readString(log);
  }

  /// Waits for a match in its log.
  ///
  /// @return the match
  public Matcher awaitLog(String regex) throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      Matcher matcher = pattern.matcher(log());
      if (matcher.find()) {
        return matcher;
      }
      if (ended || System.nanoTime() > deadline) {
        throw new IllegalStateException("no " + regex + " in its output:\n" + log());
      }
      process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// Returns an address that it serves, once it has printed it.
  public URI serving(String type) throws IOException, InterruptedException {
    return URI.create(awaitLog("serving (\\S+) \\(" + Pattern.quote(type) + "\\)").group(1));
  }

  /// Requests one of its pages.
  public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /// Sends SIGTERM and waits for the end.
  ///
  /// @return the exit code, 143 of a JVM that ended because of the signal
  public int terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still runs after SIGTERM; it said:\n" + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }
}
