package dev.obs.kernel.lane;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.guard.FaultLog;
import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.guard.Watchdog;
import dev.obs.kernel.spool.FaultySpool;
import dev.obs.kernel.spool.LaneSummary;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.kernel.spool.SpoolOptions;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.spi.LaneStats;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledLaneTest {
  private static final Duration SYNC = Duration.ofMillis(2);

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();
  private final List<String> backend = new CopyOnWriteArrayList<>();
  private long maxSize = 8 << 20;
  private long deadLetterSize = 1 << 20;

  private SpoolOptions options() {
    return new SpoolOptions(folder.resolve("spool"), maxSize, SYNC, true, deadLetterSize);
  }

  /// A lane and what it stands on, as one process has them.
  private final class Process {
    final Watchdog watchdog;
    final Spool spool;
    final Lane<LogRecordData> lane;

    Process(Exporter<LogRecordData> exporter) throws SpoolException {
      this(exporter, Spool.open(options()));
    }

    Process(Exporter<LogRecordData> exporter, Spool spool) throws SpoolException {
      KernelThreads threads = new KernelThreads();
      watchdog = new Watchdog(threads);
      this.spool = spool;
      LaneOptions options =
          new LaneOptions(
              10_000,
              10,
              Duration.ZERO,
              Duration.ofSeconds(5),
              new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
      lane =
          new SpooledLane<>(
              "fake",
              "logs",
              options,
              exporter,
              RecordFormat::logs,
              spool,
              SYNC,
              threads,
              watchdog,
              new FaultLog(System.getLogger("obs")));
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
      watchdog.close();
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

  private static LogRecordData record(String body) {
    return TestLogRecordData.builder()
        .setBody(body)
        .setAttributes(Attributes.empty())
        .setTimestamp(1, java.util.concurrent.TimeUnit.SECONDS)
        .build();
  }

  private static List<String> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
  }

  private static String body(LogRecordData log) {
    return log.getBodyValue().asString();
  }

  private static void assertBalanced(LaneStats stats) {
    assertEquals(stats.offered(), stats.refused() + stats.queued() + stats.accepted(), "" + stats);
    assertEquals(
        stats.accepted(),
        stats.delivered() + stats.deadLettered() + stats.droppedTotal() + stats.waiting(),
        "" + stats);
  }

  private ExportResult take(List<LogRecordData> batch) {
    batch.forEach(log -> backend.add(body(log)));
    return ExportResult.delivered();
  }

  private static ExportResult down(List<LogRecordData> batch) {
    return new ExportResult.Retry("down");
  }

  private LaneSummary summary() throws IOException {
    return SpoolFolder.at(folder.resolve("spool")).lanes().getFirst();
  }

  @Test
  void deliversInOrderAndLeavesNothingOnTheDisk() throws Exception {
    Process process = new Process(this::take);
    process.offer(0, 1000);
    process.flush();
    assertEquals(records(0, 1000), backend);
    process.close(Duration.ofSeconds(5));
    assertEquals(0, process.lane.stats().spoolBytes());
    assertEquals(0, summary().waiting());
    assertEquals(1000, summary().delivered());
  }

  @Test
  void deliversWhatAnEarlierProcessCouldNot() throws Exception {
    Process first = new Process(SpooledLaneTest::down);
    first.offer(0, 100);
    first.awaitAccepted(100);
    first.close(Duration.ofSeconds(5));
    assertEquals(100, first.lane.stats().waiting());
    assertEquals(100, summary().waiting());

    Process second = new Process(this::take);
    second.offer(100, 110);
    second.flush();
    assertEquals(records(0, 110), backend);
    LaneStats stats = second.lane.stats();
    assertEquals(100, stats.recovered());
    assertEquals(110, stats.delivered());
  }

  @Test
  void doesNotSpendTheTimeForClosingOnABackendThatIsDown() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Process process =
        new Process(batch -> {
          attempts.incrementAndGet();
          return new ExportResult.Retry("down", Duration.ofMinutes(1));
        });
    process.offer(0, 1);
    await().until(() -> attempts.get() == 1);
    Duration took = process.close(Duration.ofMinutes(1));
    assertEquals(2, attempts.get(), "one more attempt");
    assertTrue(took.toSeconds() < 10, "took " + took);
    assertEquals(1, process.lane.stats().waiting());
  }

  @Test
  void leavesAnExporterBehindThatHangsAndKeepsItsRecords() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Process process =
        new Process(batch -> {
          inside.countDown();
          while (release.getCount() > 0) {
            Thread.interrupted();
            Thread.onSpinWait();
          }
          return ExportResult.delivered();
        });
    process.offer(0, 25);
    process.awaitAccepted(25);
    inside.await();
    Duration took = process.close(Duration.ofMillis(100));
    assertTrue(took.toMillis() < 600, "took " + took);
    assertEquals(25, process.lane.stats().waiting());

    Process second = new Process(this::take);
    release.countDown(); // the thread left behind must not disturb the new one
    second.flush();
    assertEquals(records(0, 25), backend);
  }

  @Test
  void storesWhileTheBackendHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Process process =
        new Process(batch -> {
          release.await();
          return take(batch);
        });
    process.offer(0, 5000);
    process.awaitAccepted(5000);
    assertEquals(0, process.lane.stats().delivered());
    release.countDown();
    process.flush();
    assertEquals(records(0, 5000), backend);
  }

  @Test
  void putsAsideWhatIsRejectedAndReplaysItOnDemand() throws Exception {
    AtomicBoolean mended = new AtomicBoolean();
    Process process =
        new Process(batch -> {
          List<Item> rejected = new ArrayList<>();
          for (int i = 0; i < batch.size(); i++) {
            if (!mended.get() && body(batch.get(i)).endsWith("7")) {
              rejected.add(new Item(i, Verdict.REJECT, "400 mapping: \"no\"\n"));
            } else {
              backend.add(body(batch.get(i)));
            }
          }
          return rejected.isEmpty()
              ? ExportResult.delivered()
              : new ExportResult.PerItem(rejected, Duration.ZERO);
        });
    process.offer(0, 100);
    process.flush();
    LaneStats stats = process.lane.stats();
    assertEquals(10, stats.deadLettered());
    assertEquals(90, stats.delivered());
    assertEquals(Map.of(), stats.dropped());
    List<String> lines = Files.readAllLines(folder.resolve("spool/fake-logs/dead-letters.jsonl"));
    assertEquals(10, lines.size());
    assertTrue(
        lines.getFirst().startsWith("{\"sequence\":7,\"time\":\"")
            && lines
                .getFirst()
                .contains("\"reason\":\"400 mapping: \\\"no\\\"\\n\",\"text\":\"record 7\""),
        lines.getFirst());
    assertEquals(10, summary().deadLetters());

    mended.set(true);
    assertEquals(10, SpoolFolder.at(folder.resolve("spool")).replay("fake-logs"));
    await().until(() -> process.lane.stats().delivered() == 100);
    assertEquals(100, backend.stream().distinct().count());
    assertEquals(10, process.lane.stats().recovered());
    assertEquals(0, summary().deadLetters());
    assertEquals(0, summary().replaying());
    assertBalanced(process.lane.stats());
  }

  @Test
  void dropsWhatFindsNoRoomAmongTheDeadLetters() throws Exception {
    deadLetterSize = 1000;
    Process process = new Process(_ -> new ExportResult.Rejected("http 400"));
    process.offer(0, 100);
    process.flush();
    LaneStats stats = process.lane.stats();
    assertTrue(stats.deadLettered() > 1, "" + stats);
    assertEquals(Map.of("http 400", 100 - stats.deadLettered()), stats.dropped());
    assertEquals(stats.deadLettered(), summary().deadLetters());
    assertTrue(summary().deadLetterBytes() <= 1000);
  }

  @Test
  void doesNotBuryARecordTwiceWhenItsProcessDies() throws Exception {
    Process first = new Process(SpooledLaneTest::down);
    first.offer(0, 2);
    first.awaitAccepted(2);
    first.close(Duration.ofSeconds(5));

    CountDownLatch rejected = new CountDownLatch(1);
    AtomicBoolean again = new AtomicBoolean();
    Process second =
        new Process(batch -> {
          if (again.getAndSet(true)) {
            rejected.countDown();
            return new ExportResult.Retry("down");
          }
          return new ExportResult.PerItem(
              List.of(
                  new Item(0, Verdict.RETRY, "http 503"), new Item(1, Verdict.REJECT, "http 400")),
              Duration.ZERO);
        });
    rejected.await();
    second.close(Duration.ofSeconds(5)); // the batch is not settled, as after a kill
    assertEquals(2, summary().waiting());

    Process third = new Process(this::take);
    third.flush();
    assertEquals(List.of("record 0"), backend);
    assertEquals(1, third.lane.stats().deadLettered());
    assertEquals(1, summary().deadLetters());
  }

  @Test
  void countsExactlyWhatTheOldMakeRoomFor() throws Exception {
    maxSize = 1 << 20;
    Process process = new Process(SpooledLaneTest::down);
    String padding = "x".repeat(1000);
    for (int i = 0; i < 5000; i++) {
      assertTrue(process.lane.offer(record("record " + i + " " + padding)));
      if (i % 500 == 0) {
        long offered = i + 1L;
        process.awaitAccepted(offered);
      }
    }
    process.awaitAccepted(5000);
    process.close(Duration.ofSeconds(5));
    LaneStats stats = process.lane.stats();
    assertTrue(stats.dropped().get("spool full") > 3000, "" + stats);
    assertTrue(stats.spoolBytes() <= 1 << 20, "" + stats);

    Process second = new Process(this::take);
    second.flush();
    assertEquals(stats.waiting(), backend.size() + second.lane.stats().droppedTotal());
    assertTrue(backend.getLast().startsWith("record 4999 "));
  }

  @Test
  void storesARecordOfSeveralMegabytesAndDropsOneThatIsLargerThanAFrame() throws Exception {
    maxSize = 256 << 20;
    Process process = new Process(this::take);
    process.lane.offer(record("x".repeat(5 << 20)));
    process.lane.offer(record("y".repeat(20 << 20)));
    process.lane.offer(record("small"));
    process.flush();
    assertEquals(List.of(5 << 20, 5), backend.stream().map(String::length).toList());
    assertEquals(Map.of("too large for the spool", 1L), process.lane.stats().dropped());
  }

  @Test
  void storesElsewhereWhatADiskRefusedOnce() throws Exception {
    for (int operation = 2; operation < 40; operation++) {
      backend.clear();
      Spool failing = FaultySpool.failingOnce(options(), operation);
      Process process = new Process(this::take, failing);
      for (int i = 0; i < 50; i += 5) {
        process.offer(i, i + 5);
        process.awaitAccepted(i + 5);
      }
      process.flush();
      assertEquals(records(0, 50), backend, "operation " + operation);
      assertEquals(Map.of(), process.lane.stats().dropped());
      process.close(Duration.ofSeconds(5));
    }
  }

  @Test
  void keepsASecondProcessOut() throws Exception {
    new Process(this::take);
    SpoolException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            SpoolException.class, () -> new Process(this::take));
    assertTrue(
        refused.getMessage().contains("in use by process " + ProcessHandle.current().pid()),
        refused.getMessage());
  }

  @Test
  void makesItsFolderForItsOwnerAlone() throws Exception {
    new Process(this::take);
    try (Stream<Path> all = Files.walk(folder.resolve("spool"))) {
      all.forEach(path -> {
        try {
          String mode =
              java.nio.file.attribute.PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(path));
          assertTrue(mode.endsWith("------"), path + " " + mode);
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
    }
  }
}
