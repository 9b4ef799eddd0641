package dev.obs.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Other programs, run to their end.
final class Tool {
  /// @param exit its exit code
  /// @param output all that it printed
  record Result(int exit, String output) {}

  private Tool() {}

  /// A program of the JDK that this runs on.
  ///
  /// @throws LinkException if it does not have it
  static Path of(String name) {
    String home = System.getProperty("java.home");
    Path tool = Path.of(home, "bin", name);
    if (!Files.isExecutable(tool)) {
      throw new LinkException("%s has no %s; use a JDK".formatted(home, name));
    }
    return tool;
  }

  /// Whoever interrupts the thread ends the program too.
  static Result run(List<String> command) throws IOException, InterruptedException {
    // A file, not a pipe: reading from a pipe cannot be interrupted.
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

  /// Ends a program that may still run, and those it started; when this returns it writes no more.
  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
