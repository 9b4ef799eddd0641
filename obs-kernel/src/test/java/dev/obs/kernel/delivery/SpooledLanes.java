package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.LaneSummary;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.kernel.spool.SpoolOptions;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Lanes with a spool, one process after the other, for the tests of what they do.
abstract class SpooledLanes {
  private static final Duration SYNC = Duration.ofMillis(2);

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();
  final List<String> backend = new CopyOnWriteArrayList<>();
  long maxSize = 8 << 20;
  long deadLetterSize = 1 << 20;
  long memory = 64 << 20;
  long batchMemory = 1 << 20;

  List<String> newLog() {
    return new CopyOnWriteArrayList<>();
  }

  SpoolOptions options() {
    return new SpoolOptions(folder.resolve("spool"), maxSize, SYNC, true, deadLetterSize);
  }

  /// A lane and what it stands on, as one process has them.
  final class Process {
    final List<String> log = newLog();
    final Supervisor supervisor = Supervisors.create(log);
    final Spool spool;
    final Lane<LogRecordData> lane;

    Process(Exporter<LogRecordData> exporter) throws SpoolException {
      this(exporter, Spool.open(options()));
    }

    Process(Exporter<LogRecordData> exporter, Spool spool) throws SpoolException {
      this.spool = spool;
      LaneOptions options =
          new LaneOptions(
              10_000,
              memory,
              10,
              batchMemory,
              Duration.ZERO,
              Duration.ofSeconds(5),
              new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
      lane =
          new SpooledLane<>(
              new LaneSpec<>("fake", Signal.LOGS, options, exporter, supervisor),
              RecordFormat::logs,
              spool);
      processes.add(this);
      lane.start();
    }

    void offer(int from, int to) {
      IntStream.range(from, to).forEach(i -> assertTrue(lane.offer(record("record " + i))));
    }

    void flush() throws InterruptedException {
      assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos()), "not flushed");
      assertBalanced(lane.stats());
    }

    /// Waits until all that was offered has its outcome, whichever it is.
    void settle() throws InterruptedException {
      boolean unused = lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos());
      assertEquals(0, lane.stats().queued() + lane.stats().waiting(), "" + lane.stats());
      assertBalanced(lane.stats());
    }

    void awaitAccepted(long count) {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> lane.stats().accepted() == count);
    }

    /// @return how long it took
    Duration close(Duration limit) throws InterruptedException {
      long start = System.nanoTime();
      new Lanes(List.of(lane)).close(start + limit.toNanos());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      spool.close();
      supervisor.close();
      processes.remove(this);
      assertBalanced(lane.stats());
      return took;
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    for (Process process : List.copyOf(processes)) {
      process.close(Duration.ofSeconds(1));
    }
  }

  static LogRecordData record(String body) {
    return TestLogRecordData.builder()
        .setBody(body)
        .setAttributes(Attributes.empty())
        .setTimestamp(1, java.util.concurrent.TimeUnit.SECONDS)
        .build();
  }

  static List<String> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
  }

  static String body(LogRecordData log) {
    return log.getBodyValue().asString();
  }

  static void assertBalanced(LaneStats stats) {
    assertEquals(stats.offered(), stats.refused() + stats.queued() + stats.accepted(), "" + stats);
    assertEquals(
        stats.accepted(),
        stats.delivered() + stats.deadLettered() + stats.droppedTotal() + stats.waiting(),
        "" + stats);
  }

  ExportResult take(List<LogRecordData> batch) {
    batch.forEach(log -> backend.add(body(log)));
    return ExportResult.delivered();
  }

  static ExportResult down(List<LogRecordData> batch) {
    return new ExportResult.Retry("down");
  }

  LaneSummary summary() throws IOException {
    return SpoolFolder.at(folder.resolve("spool")).lanes().getFirst();
  }

  /// Uses the lane's spool as an earlier process would.
  void earlier(Use use) throws IOException {
    Spool spool = Spool.open(options());
    LaneSpool lane = spool.lane("fake", "logs", new Ignoring());
    use.accept(lane);
    lane.close();
    spool.close();
  }

  interface Use {
    void accept(LaneSpool lane) throws IOException;
  }

  private record Ignoring() implements SpoolListener {
    @Override
    public void lost(long count, String reason) {}

    @Override
    public void trouble(String what) {}
  }

  static byte[] encoded(String... bodies) {
    return RecordFormat.logs().encode(List.of(bodies).stream().map(SpooledLanes::record).toList());
  }

  /// A line may end with the number of those that were left out before it.
  static void assertLogged(Process process, String line) {
    await().until(() -> process.log.stream().anyMatch(logged -> logged.startsWith(line)));
  }
}
