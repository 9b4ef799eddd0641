package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.SwitchedDisk;
import dev.obs.kernel.spool.SwitchedDisk.State;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The reports of a lane with a spool, in its accounts, its log and the spool's totals.
class SpooledReportsTest extends SpooledLanes {
  private final SwitchedDisk disk = new SwitchedDisk();

  @Test
  void countsRecordsThatCannotBeDecodedOnceAndGoesOn() throws Exception {
    earlier(lane -> {
      lane.append(3, new byte[] {1, 2, 3});
      lane.append(2, encoded("record 0", "record 1"));
      lane.append(5, encoded("not as many as the frame says"));
      lane.append(1, encoded("record 2"));
      lane.sync();
    });
    Process process = new Process(this::take);
    process.settle();
    assertEquals(records(0, 3), backend);
    assertEquals(Map.of("damaged", 8L), process.lane.stats().dropped());
    assertEquals(11, process.lane.stats().recovered());
    assertLogged(process, "fake logs drops records: damaged");
    process.close(Duration.ofSeconds(5));
    assertEquals(Map.of("damaged", 8L), summary().dropped());
    assertEquals(3, summary().delivered());
    assertEquals(0, summary().waiting());
  }

  @Test
  void onlyUnreadableRecordsAreSettledAsWell() throws Exception {
    earlier(lane -> {
      lane.append(3, new byte[] {1, 2, 3});
      lane.sync();
    });
    Process process = new Process(this::take);
    process.settle();
    assertEquals(Map.of("damaged", 3L), process.lane.stats().dropped());
    await().until(() -> summary().waiting() == 0);
    assertEquals(List.of(), backend);
  }

  @Test
  void readsAgainWhatADiskCouldNotReadTwice() throws Exception {
    Process process = new Process(this::take, disk.spool(options()));
    disk.failReads(2);
    process.offer(0, 3);
    process.flush();
    assertEquals(records(0, 3), backend);
    assertLogged(process, "fake logs: the spool cannot be read: Input/output error");
  }

  @Test
  void givesUpWhatADiskCannotReadThreeTimes() throws Exception {
    Process process = new Process(this::take, disk.spool(options()));
    disk.failReads(3);
    process.offer(0, 1);
    process.settle();
    process.offer(1, 2);
    process.settle();
    assertEquals(records(1, 2), backend);
    assertEquals(Map.of("damaged", 1L), process.lane.stats().dropped());
    disk.failReads(2);
    process.offer(2, 3);
    process.settle();
    assertEquals(records(1, 3), backend, "attempts are counted from the last one that worked");
  }

  @Test
  void aFlushIsTrueOnlyIfEverythingWasDelivered() throws Exception {
    AtomicBoolean up = new AtomicBoolean();
    Process process =
        new Process(batch -> {
          if (!up.get()) {
            return down(batch);
          }
          return body(batch.getFirst()).equals("record 5")
              ? new ExportResult.Rejected("http 400")
              : take(batch);
        });
    process.offer(0, 5);
    assertFalse(process.lane.flush(System.nanoTime() + 50_000_000), "the backend is down");
    await().until(() -> process.lane.stats().failing().equals("down"));
    up.set(true);
    process.flush();
    assertEquals("", process.lane.stats().failing());
    assertEquals(records(0, 5), backend);
    process.offer(5, 6);
    assertFalse(process.lane.flush(System.nanoTime() + 10_000_000_000L), "dead-lettered");
    assertEquals(1, process.lane.stats().deadLettered());
  }

  @Test
  void aFlushWaitsForRecordsThatAreNotStored() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Process process =
        new Process(
            batch -> {
              release.await();
              return take(batch);
            },
            disk.spool(options()));
    disk.is(State.FAILS);
    process.offer(0, 3);
    assertFalse(process.lane.flush(System.nanoTime() + 100_000_000));
    release.countDown();
    process.flush();
    assertEquals(records(0, 3), backend);
    await().until(() -> process.lane.stats().memoryBytes() == 0);
    assertLogged(process, "fake logs: the spool cannot be written: Input/output error");
  }

  @Test
  void accountsForItsRoomOnTheDiskAndInMemory() throws Exception {
    Process process = new Process(SpooledLanes::down);
    process.offer(0, 50);
    process.awaitAccepted(50);
    assertEquals(maxSize, process.lane.stats().spoolLimit());
    assertTrue(process.lane.stats().spoolBytes() > 50 * 10, "" + process.lane.stats());
    await().until(() -> process.lane.stats().memoryBytes() == 0);
    assertEquals(
        List.of("obs-spool-fake-logs", "obs-lane-fake-logs"),
        process.lane.workers().stream().map(worker -> worker.thread().getName()).toList());
  }

  @Test
  void batchesFromTheSpoolAreCutByRecordsAndBytes() throws Exception {
    batchMemory = 3 * RecordSize.of(record("record 0"));
    earlier(lane -> {
      lane.append(8, encoded(records(0, 8).toArray(String[]::new)));
      lane.sync();
    });
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    Exporter<LogRecordData> sizing =
        batch -> {
          sizes.add(batch.size());
          return take(batch);
        };
    Process small = new Process(sizing);
    small.flush();
    assertEquals(List.of(3, 3, 2), sizes);
    small.close(Duration.ofSeconds(5));
    batchMemory = 1 << 20;
    sizes.clear();
    earlier(lane -> {
      lane.append(15, encoded(records(8, 23).toArray(String[]::new)));
      lane.append(10, encoded(records(23, 33).toArray(String[]::new)));
      lane.sync();
    });
    new Process(sizing).flush();
    assertEquals(List.of(10, 10, 5), sizes);
    assertEquals(records(0, 33), backend);
  }

  @Test
  void closesItsExporterOnceAfterTheLastBatch() throws Exception {
    List<String> calls = new CopyOnWriteArrayList<>();
    Process process =
        new Process(
            new Exporter<>() {
              @Override
              public ExportResult export(List<LogRecordData> batch) {
                calls.add("export");
                return ExportResult.delivered();
              }

              @Override
              public void close() throws IOException {
                calls.add("close");
                throw new IOException("stuck");
              }
            });
    process.offer(0, 1);
    process.flush();
    process.close(Duration.ofSeconds(5));
    assertEquals(List.of("export", "close"), calls);
    assertEquals(
        List.of("fake logs cannot be closed cleanly: java.io.IOException: stuck"), process.log);
  }
}
