package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.it.Programs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A runner of the scripts of `src/test/node`, which validate files with the programs that its
/// `package-lock.json` pins. These are installed once, into `target/node`.
final class Node {
  private static final Path SOURCE = Path.of("src", "test", "node").toAbsolutePath();
  private static final Path HOME = Path.of("target", "node").toAbsolutePath();
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
  private static final Duration RUN_LIMIT = Duration.ofMinutes(2);

  private Node() {}

  /// The exit code of a script, and its standard output and standard error.
  record Result(int exit, String output) {}

  /// Runs a script and waits for its end. Skips the test if Node.js is not installed, unless this
  /// is CI.
  ///
  /// @param script the name of a file in `src/test/node`
  static Result run(String script, String... arguments) throws IOException, InterruptedException {
    require();
    install();
    List<String> command = new ArrayList<>(List.of("node", HOME.resolve(script).toString()));
    command.addAll(List.of(arguments));
    return execute(RUN_LIMIT, command);
  }

  private static void require() {
    boolean found = Programs.find("node").isPresent() && Programs.find("npm").isPresent();
    String missing = "node and npm (20.19 or later) are not on the path: https://nodejs.org";
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(found, missing);
    }
    assumeTrue(found, "SKIPPED: " + missing);
  }

  /// Installs the programs, one process at a time: `synchronized` among the tests of this JVM, the
  /// lock among JVMs.
  private static synchronized void install() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    try (FileChannel file =
        FileChannel.open(
            HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // until the channel is closed
      try (Stream<Path> scripts = Files.list(SOURCE)) {
        for (Path script : scripts.filter(Files::isRegularFile).toList()) {
          copy(script, HOME.resolve(script.getFileName()));
        }
      }
      Path wanted = HOME.resolve("package-lock.json");
      Path installed = HOME.resolve("installed-package-lock.json");
      if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
        return;
      }
      Result result = execute(INSTALL_LIMIT, List.of("npm", "ci", "--ignore-scripts"));
      assertTrue(result.exit() == 0, () -> "npm ci failed in " + HOME + ":\n" + result.output());
      copy(wanted, installed);
    }
  }

  /// Copies a file, unless it is the same: another JVM may be reading it.
  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Result execute(Duration limit, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(HOME, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            command + " did not end in " + limit + "; it said:\n" + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
