package dev.obs.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A main class of this class path in a separate process. Killed by [#close], at the latest when
/// the JVM ends.
public final class JavaProcess implements AutoCloseable {
  private static final Duration LINE_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;
  private final Thread killer;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /// Starts the process.
  ///
  /// @param output receives its output
  /// @param environment additional environment variables
  /// @param jvm the options of the JVM
  public static JavaProcess start(
      Class<?> main,
      Path output,
      Map<String, String> environment,
      List<String> jvm,
      List<String> arguments) {
    return start(List.of(), main, output, environment, jvm, arguments);
  }

  /// Starts the process with another command that ends by executing it, such as `unshare`.
  static JavaProcess start(
      List<String> by,
      Class<?> main,
      Path output,
      Map<String, String> environment,
      List<String> jvm,
      List<String> arguments) {
    List<String> command = new ArrayList<>(by);
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return new JavaProcess(builder.start(), output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Returns whether it runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Returns its process id.
  public long pid() {
    return process.pid();
  }

  /// Returns its output so far.
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Waits for a line with the given start.
  ///
  /// @throws IllegalStateException with its output, if it ends or takes too long
  public String awaitLine(String start) {
    long end = System.nanoTime() + LINE_LIMIT.toNanos();
    while (true) {
      boolean alive = process.isAlive(); // before the look at its output
      Optional<String> line = line(start);
      if (line.isPresent()) {
        return line.get();
      }
      if (!alive || System.nanoTime() - end >= 0) {
        throw new IllegalStateException("no line '" + start + "' in its output:\n" + output());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private Optional<String> line(String start) {
    return output().lines().filter(each -> each.startsWith(start)).findFirst();
  }

  /// Sends a signal, such as `STOP` or `CONT`.
  public void signal(String name) {
    signal(name, process.pid());
  }

  /// Sends a signal to any process.
  static void signal(String name, long pid) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("cannot send " + name + " to " + pid);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends SIGTERM.
  public void stop() {
    process.destroy();
  }

  /// Sends SIGKILL and waits for its end.
  public void kill9() {
    process.destroyForcibly();
    await(Duration.ofSeconds(30));
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  /// @throws IllegalStateException with its output, if it takes too long
  public int await(Duration limit) {
    try {
      if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("it runs on after " + limit + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    kill9();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException ending) {
      // the hook then runs and finds no process to kill
    }
  }
}
