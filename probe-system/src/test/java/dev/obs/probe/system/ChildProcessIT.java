package dev.obs.probe.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.HealthCheck;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;

/// The child processes of a JVM, recorded by the JDK's flight recorder. It must be a new JVM,
/// because OSHI starts most of its processes when a class is initialized.
class ChildProcessIT {

  @Test
  void probesAndChecksStartNoProcess() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                ChildProcessIT.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(java.waitFor(1, TimeUnit.MINUTES));
    assertEquals("started: [true]", output.lines().toList().getLast(), output);
  }

  /// Runs everything once and prints the started processes.
  public static void main(String[] args) throws Exception {
    List<String> started = new CopyOnWriteArrayList<>();
    try (RecordingStream recorder = new RecordingStream()) {
      recorder.enable("jdk.ProcessStart");
      recorder.onEvent("jdk.ProcessStart", event -> started.add(event.getString("command")));
      recorder.startAsync();
      useAll();
      // The last event; when it arrives, all earlier ones have arrived.
      new ProcessBuilder("true").start().waitFor();
      await().atMost(1, TimeUnit.MINUTES).until(() -> started.contains("true"));
    }
    System.out.println("started: " + started);
  }

  private static void useAll() throws Exception {
    for (SystemProbe provider : ServiceLoader.load(SystemProbe.class)) {
      try (Probe probe = provider.open(new TestContext())) {
        probe.sample();
        probe.sample();
      }
    }
    for (HealthCheck check : ServiceLoader.load(HealthCheck.class)) {
      check.open(new TestContext()).check();
    }
  }
}
