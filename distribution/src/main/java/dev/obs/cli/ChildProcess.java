package dev.obs.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that replaces this one: it inherits input and output, and a signal ends it too.
final class ChildProcess {
  /// The time to undo unfinished work after a signal.
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final List<String> command;

  ChildProcess(List<String> command) {
    this.command = List.copyOf(command);
  }

  /// Runs the program to its end.
  ///
  /// @return the program's exit code
  int run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread hook = new Thread(() -> end(process), "obs-end-child");
    Runtime.getRuntime().addShutdownHook(hook);
    int exit = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      // the hook has ended the program
    }
    return exit;
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
    }
  }
}
