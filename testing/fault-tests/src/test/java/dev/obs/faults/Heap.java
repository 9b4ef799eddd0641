package dev.obs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The heap of another Java process.
final class Heap {
  private Heap() {}

  /// Returns the bytes in use after a collection, which it triggers.
  static long live(JavaProcess process) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    List<String> command =
        List.of(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram");
    try {
      Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // Total     123456      7890123
      return output
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.strip().replaceAll(".*\\s", "")))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(output));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
