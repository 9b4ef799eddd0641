package dev.obs.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs jcstress, which compiles and schedules the actors of a test in many ways and fails on an
/// outcome that the test does not accept.
class StressIT {
  /// One JVM for each test, with the compiler's own choices, for half a second.
  private static final List<String> SHORT =
      List.of("-f 1 -fsm 1 -iters 1 -time 500 -sc false -jvmArgs -Xmx256m".split(" "));

  @TempDir Path folder;

  @Test
  void noThreadSeesWhatItMustNot() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.openjdk.jcstress.Main", "-t", "dev.obs"));
    String mode = System.getProperty("stress");
    command.addAll(mode.equals("short") ? SHORT : List.of("-m", mode));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile()) // for its report
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(output);
    assertEquals(0, exit, text);
    assertFalse(text.contains("would not run"), text); // on a machine with one processor
  }
}
