package dev.obs.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.guard.Supervisor;
import dev.obs.kernel.guard.Supervisors;
import dev.obs.spi.Exporter;
import dev.obs.spi.LaneStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Lanes without a spool, for the tests of what they do.
abstract class MemoryLanes {
  static final Duration SECOND = Duration.ofSeconds(1);

  final Supervisor supervisor = Supervisors.create();
  final List<Lane<Integer>> started = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    new Lanes(List.copyOf(started)).close(System.nanoTime() + SECOND.toNanos());
    supervisor.close();
  }

  Lane<Integer> lane(int capacity, int batch, Duration timeout, Exporter<Integer> exporter) {
    LaneOptions options =
        new LaneOptions(
            capacity,
            batch,
            Duration.ZERO,
            timeout,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
    Lane<Integer> lane = new MemoryLane<>("fake", "logs", options, exporter, supervisor);
    started.add(lane);
    lane.start();
    return lane;
  }

  static void flush(Lane<?> lane) throws InterruptedException {
    assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos()), "not flushed");
  }

  static void assertEnds(Lane<?> lane) throws InterruptedException {
    for (Thread worker : lane.workers()) {
      assertTrue(worker.join(Duration.ofSeconds(10)), worker + " has not ended");
    }
  }

  static void assertBalanced(LaneStats stats) {
    assertEquals(stats.offered(), stats.refused() + stats.queued() + stats.accepted(), "" + stats);
    assertEquals(
        stats.accepted(),
        stats.delivered() + stats.deadLettered() + stats.droppedTotal() + stats.waiting(),
        "" + stats);
  }
}
