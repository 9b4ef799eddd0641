package dev.obs.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another program in the place of this one: it has our input and output, and a signal ends it too.
final class ChildProcess {
  /// It may have to take back what it began.
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final List<String> command;

  ChildProcess(List<String> command) {
    this.command = List.copyOf(command);
  }

  /// Runs it to its end.
  ///
  /// @return its exit code
  int run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread hook = new Thread(() -> end(process), "obs-end-child");
    Runtime.getRuntime().addShutdownHook(hook);
    int exit = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      // the hook has ended it
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
