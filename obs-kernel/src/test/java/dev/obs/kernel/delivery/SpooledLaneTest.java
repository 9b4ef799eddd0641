package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.FaultySpool;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpooledLaneTest extends SpooledLanes {

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
    Process first = new Process(SpooledLanes::down);
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
  void countsExactlyWhatTheOldMakeRoomFor() throws Exception {
    maxSize = 1 << 20;
    Process process = new Process(SpooledLanes::down);
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
    second.settle();
    assertEquals(stats.waiting(), backend.size() + second.lane.stats().droppedTotal());
    assertTrue(backend.getLast().startsWith("record 4999 "));
  }

  @Test
  void aRecordThatIsLargerThanAFrameIsDeliveredFromMemory() throws Exception {
    maxSize = 256 << 20;
    Process process = new Process(this::take);
    process.lane.offer(record("x".repeat(5 << 20)));
    process.lane.offer(record("y".repeat(20 << 20)));
    process.lane.offer(record("small"));
    process.flush();
    assertEquals(
        List.of(5, 5 << 20, 20 << 20), backend.stream().map(String::length).sorted().toList());
    assertEquals(1, process.lane.stats().unprotected());
    assertEquals(0, process.lane.stats().memoryBytes());
  }

  @Test
  void aRecordThatCannotBeStoredIsDroppedWhileTheBackendIsDown() throws Exception {
    maxSize = 256 << 20;
    AtomicBoolean up = new AtomicBoolean();
    Process process = new Process(batch -> up.get() ? take(batch) : down(batch));
    process.offer(0, 1);
    await().until(() -> process.lane.stats().retries() > 0);
    process.lane.offer(record("y".repeat(20 << 20)));
    process.offer(1, 2);
    process.awaitAccepted(3);
    assertEquals(Map.of("too large for the spool", 1L), process.lane.stats().dropped());
    up.set(true);
    process.settle();
    assertEquals(records(0, 2), backend);
  }

  @Test
  void aRecordThatCannotBeEncodedCostsItsNeighboursNothing() throws Exception {
    Process process =
        new Process(batch -> {
          for (LogRecordData log : batch) {
            backend.add(log instanceof Unreadable ? "unreadable" : body(log));
          }
          return ExportResult.delivered();
        });
    process.offer(0, 20);
    process.lane.offer(new Unreadable(record("x")));
    process.offer(20, 40);
    process.flush();
    List<String> expected = new ArrayList<>(records(0, 40));
    expected.add("unreadable");
    assertEquals(expected.stream().sorted().toList(), backend.stream().sorted().toList());
    assertEquals(1, process.lane.stats().unprotected());
  }

  /// A record of somebody else's making.
  private record Unreadable(LogRecordData log) implements LogRecordData {
    @Override
    public Resource getResource() {
      return log.getResource();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return log.getInstrumentationScopeInfo();
    }

    @Override
    public long getTimestampEpochNanos() {
      return log.getTimestampEpochNanos();
    }

    @Override
    public long getObservedTimestampEpochNanos() {
      return log.getObservedTimestampEpochNanos();
    }

    @Override
    public SpanContext getSpanContext() {
      return log.getSpanContext();
    }

    @Override
    public Severity getSeverity() {
      return log.getSeverity();
    }

    @Override
    public String getSeverityText() {
      return log.getSeverityText();
    }

    @Override
    @SuppressWarnings("deprecation") // of the interface
    public io.opentelemetry.sdk.logs.data.Body getBody() {
      throw new AssertionError("unreadable");
    }

    @Override
    public Value<?> getBodyValue() {
      throw new AssertionError("unreadable");
    }

    @Override
    public Attributes getAttributes() {
      throw new AssertionError("unreadable");
    }

    @Override
    public int getTotalAttributeCount() {
      return 0;
    }
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
