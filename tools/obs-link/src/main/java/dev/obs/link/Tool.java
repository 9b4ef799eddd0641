package dev.obs.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// External programs, run to their end.
final class Tool {
  /// @param exit its exit code
  /// @param output its whole output
  record Result(int exit, String output) {}

  private Tool() {}

  /// Returns a program of the running JDK.
  ///
  /// @throws LinkException if the JDK does not contain it
  static Path of(String name) {
    String home = System.getProperty("java.home");
    Path tool = Path.of(home, "bin", name);
    if (!Files.isExecutable(tool)) {
      throw new LinkException("%s has no %s; use a JDK".formatted(home, name));
    }
    return tool;
  }

  /// Runs a program; an interrupt of the thread also ends the program.
  static Result run(List<String> command) throws IOException, InterruptedException {
    // a file, not a pipe: reading from a pipe cannot be interrupted
    Path output = Files.createTempFile("obs-link", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        process.getOutputStream().close();
        int exit = process.waitFor();
        return new Result(exit, new String(Files.readAllBytes(output), UTF_8));
      } finally {
        end(process);
      }
    } finally {
      Files.delete(output);
    }
  }

  /// Ends a program that may still run, with its child processes; after the return it writes no
  /// more.
  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
