package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process of the linked image, with its output in files.
final class ImageProcess implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("target", "image", "bin", "obs").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private ImageProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// Starts `bin/obs` in a folder without a telemetry.yaml unless the test created one.
  static ImageProcess start(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    return start(LAUNCHER, folder, environment, args);
  }

  /// Starts `bin/obs` with a pipe as standard output.
  static ImageProcess startInto(Path pipe, Path folder, String... args) throws IOException {
    return start(LAUNCHER, folder, Map.of(), pipe, args);
  }

  /// Starts the launcher of any image.
  static ImageProcess start(
      Path launcher, Path folder, Map<String, String> environment, String... args)
      throws IOException {
    return start(launcher, folder, environment, Files.createTempFile(folder, "out", ".txt"), args);
  }

  private static ImageProcess start(
      Path launcher, Path folder, Map<String, String> environment, Path out, String... args)
      throws IOException {
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().remove("TELEMETRY_CONFIG");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new ImageProcess(process, out, err);
  }

  /// Runs a command to its end.
  static ImageProcess run(Path folder, String... args) throws IOException, InterruptedException {
    ImageProcess command = start(folder, Map.of(), args);
    command.exitCode();
    return command;
  }

  /// Waits for the end.
  int exitCode() throws InterruptedException {
    return exitCode(LIMIT);
  }

  /// Waits for the end of a command that may take longer.
  int exitCode(Duration limit) throws InterruptedException {
    assertTrue(
        process.waitFor(limit.toSeconds(), TimeUnit.SECONDS), () -> "still running: " + this);
    return process.exitValue();
  }

  /// Sends SIGTERM to the process and waits for its end.
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /// Returns the lines of standard output that are JSON objects.
  List<String> json() {
    return out().lines().filter(line -> line.startsWith("{")).toList();
  }

  /// Returns the address of an extension, once the report contains it.
  URI address(String type) {
    Pattern line = Pattern.compile("serving (\\S+) \\(" + Pattern.quote(type) + "\\)");
    await()
        .atMost(LIMIT)
        .until(() -> {
          assertTrue(process.isAlive(), this::toString);
          return line.matcher(out()).find();
        });
    Matcher found = line.matcher(out());
    assertTrue(found.find());
    return URI.create(found.group(1));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String toString() {
    String printed = Files.isRegularFile(out) ? out() : "(a pipe)";
    return "stdout:\n" + printed + "\nstderr:\n" + err();
  }
}
