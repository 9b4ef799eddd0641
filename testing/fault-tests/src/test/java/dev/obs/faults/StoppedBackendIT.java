package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.model.LaneStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backend that is stopped by SIGSTOP: its system accepts connections, but it does not answer.
class StoppedBackendIT {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final int QUEUE = 4_096;

  @TempDir Path folder;

  @Test
  void closeIsBackInTimeWithFullQueues() {
    try (JavaProcess backend =
        JavaProcess.start(
            LedgerBackend.class,
            folder.resolve("backend.log"),
            Map.of(),
            List.of("-Xmx128m"),
            List.of())) {
      String url = "http://127.0.0.1:" + backend.awaitLine("port ").substring(5);
      Obs obs = Kernels.builder(settings(url)).start();
      try {
        Kernels.emit(obs, 0, 10);
        assertTrue(obs.flush(Duration.ofSeconds(30)), "the backend is not there");
        backend.signal("STOP");
        await()
            .until(() -> {
              Kernels.emit(obs, 10, 1_000);
              return obs.view().lanes().stream()
                  .filter(lane -> lane.signal().equals("logs") && !lane.sink().equals("console"))
                  .allMatch(lane -> lane.refused() > 0);
            });
      } finally {
        long start = System.nanoTime();
        obs.close();
        long millis = (System.nanoTime() - start) / 1_000_000;
        long end = start + DEADLINE.plusMillis(500).toNanos();
        while (!threads().isEmpty() && System.nanoTime() - end < 0) {
          Thread.onSpinWait(); // a thread that has done its last work needs a moment to end
        }
        List<String> threads = threads();

        Figures.of("sigstop-then-close")
            .put("deadline_ms", DEADLINE.toMillis())
            .put("close_ms", millis)
            .put("threads_left", threads.size())
            .print();
        assertTrue(millis <= DEADLINE.toMillis() + 500, () -> "close took " + millis + " ms");
        assertEquals(List.of(), threads);
      }
      for (LaneStats lane : obs.view().lanes()) {
        assertEquals(0, lane.queued() + lane.waiting(), lane::toString);
        assertEquals(lane.offered(), lane.refused() + lane.accepted(), lane::toString);
        assertEquals(
            lane.accepted(),
            lane.delivered() + lane.deadLettered() + lane.droppedTotal(),
            lane::toString);
      }
    }
  }

  private static Map<String, String> settings(String url) {
    Map<String, String> settings = new HashMap<>();
    settings.put("telemetry.logging.exporters", "otlp,elasticsearch");
    settings.put("telemetry.logging.queue_size", Integer.toString(QUEUE));
    settings.put("telemetry.logging.schedule_delay", "20ms");
    settings.put("telemetry.otlp.endpoint", url);
    settings.put("telemetry.elasticsearch.hosts", url);
    settings.put("telemetry.shutdown.deadline", DEADLINE.toMillis() + "ms");
    return settings;
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("obs-"))
        .toList();
  }
}
