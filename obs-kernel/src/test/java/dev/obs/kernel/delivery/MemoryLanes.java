package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.kernel.supervision.Worker;
import dev.obs.model.LaneStats;
import dev.obs.spi.Exporter;
import dev.obs.spi.LogSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;

/// Lanes without a spool, for the tests of what they do.
abstract class MemoryLanes {
  static final Duration SECOND = Duration.ofSeconds(1);

  /// Numbers that take as many bytes as they count, and one at the least.
  static final Signal<Integer> NUMBERS = numbers(number -> number);

  /// A signal of numbers that has no sinks.
  static Signal<Integer> numbers(ToLongFunction<Integer> size) {
    return new Signal<>(
        "logs",
        SinkType.of("log sink", LogSink.class, (_, _) -> null),
        Signal.LOGS.settings(),
        size,
        null);
  }

  final List<String> log = new CopyOnWriteArrayList<>();
  final Supervisor supervisor = Supervisors.create(log);
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
            Long.MAX_VALUE,
            batch,
            Long.MAX_VALUE,
            Duration.ZERO,
            timeout,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
    return lane(options, exporter);
  }

  Lane<Integer> lane(LaneOptions options, Exporter<Integer> exporter) {
    Lane<Integer> lane =
        new MemoryLane<>(new LaneSpec<>("fake", NUMBERS, options, exporter, supervisor));
    started.add(lane);
    lane.start();
    return lane;
  }

  static void flush(Lane<?> lane) throws InterruptedException {
    assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos()), "not flushed");
  }

  /// Waits until all that was offered has its outcome, whichever it is.
  static void settle(Lane<?> lane) throws InterruptedException {
    boolean unused = lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos());
    LaneStats stats = lane.stats();
    assertEquals(0, stats.queued() + stats.waiting(), "" + stats);
    await().until(() -> lane.stats().memoryBytes() == 0); // by then losses are logged as well
  }

  static void assertEnds(Lane<?> lane) throws InterruptedException {
    for (Worker worker : lane.workers()) {
      assertTrue(worker.thread().join(Duration.ofSeconds(10)), worker + " has not ended");
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
