package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of Debian's packages that validate files.
final class Program {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Program() {}

  /// The exit code, and the standard output and standard error.
  record Result(int exit, String output) {}

  /// Skips the test if a package is not installed, unless this is CI.
  static void require(boolean installed, String debianPackage) {
    String missing = debianPackage + " is not installed: apt-get install " + debianPackage;
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(installed, missing);
    }
    assumeTrue(installed, "SKIPPED: " + missing);
  }

  /// Runs a program and waits for its end.
  static Result run(Path program, Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path output = Files.createTempFile("program", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " did not end in " + LIMIT);
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly().onExit().join();
      Files.delete(output);
    }
  }
}
