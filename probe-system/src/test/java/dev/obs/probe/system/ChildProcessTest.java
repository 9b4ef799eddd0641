package dev.obs.probe.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.HealthCheck;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;

/// The JDK's flight recorder sees every child process that this JVM starts.
class ChildProcessTest {

  @Test
  void probesAndChecksStartNoProcess() throws Exception {
    List<String> started = new CopyOnWriteArrayList<>();
    try (RecordingStream recorder = new RecordingStream()) {
      recorder.enable("jdk.ProcessStart");
      recorder.onEvent("jdk.ProcessStart", event -> started.add(event.getString("command")));
      recorder.startAsync();
      for (SystemProbe provider : ServiceLoader.load(SystemProbe.class)) {
        try (Probe probe = provider.open(new TestContext())) {
          probe.sample();
          probe.sample();
        }
      }
      for (HealthCheck check : ServiceLoader.load(HealthCheck.class)) {
        check.open(new TestContext()).check();
      }
      // The last event, by which one knows that all before it have arrived.
      new ProcessBuilder("true").start().waitFor();
      await().until(() -> started.contains("true"));
    }
    assertEquals(List.of("true"), started);
  }
}
