package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.SwitchedDisk;
import dev.obs.kernel.spool.SwitchedDisk.State;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Lanes of each kind when a round of the delivering thread finds no memory: the next round goes on
/// with the batch, and nothing is delivered or booked twice.
class InterruptedRoundTest extends SpooledLanes {
  private static final String GOES_ON =
      "thread lane-fake-logs goes on after java.lang.OutOfMemoryError: made to fail";

  private final SwitchedDisk disk = new SwitchedDisk();
  private final AtomicInteger calls = new AtomicInteger();

  /// A log without memory for the first line of a kind.
  private final class Log extends CopyOnWriteArrayList<String> {
    private static final long serialVersionUID = 1;

    private final transient AtomicBoolean failed = new AtomicBoolean();

    @Override
    public boolean add(String line) {
      boolean lacking = line.contains("tries again") || line.contains("cannot keep its position");
      if (lacking && failed.compareAndSet(false, true)) {
        disk.is(State.WORKS);
        throw new OutOfMemoryError("made to fail");
      }
      return super.add(line);
    }
  }

  @Override
  List<String> newLog() {
    return new Log();
  }

  /// Takes the first half of four records, and the second half when it is sent again.
  private ExportResult takeByHalves(List<LogRecordData> batch) {
    if (batch.size() > 2) {
      return new ExportResult.Rejected("http 413");
    }
    return calls.incrementAndGet() == 2 ? down(batch) : take(batch);
  }

  @Test
  void aBatchInMemoryIsTakenUpWhereItWas() throws Exception {
    List<String> log = newLog();
    Supervisor supervisor = Supervisors.create(log);
    LaneOptions options =
        new LaneOptions(
            10, 1 << 20, 10, 1 << 20, Duration.ZERO, Duration.ofSeconds(5), Backoff.DEFAULT);
    Lane<LogRecordData> lane =
        new MemoryLane<>(
            new LaneSpec<>("fake", Signal.LOGS, options, this::takeByHalves, supervisor));
    for (int i = 0; i < 4; i++) {
      assertTrue(lane.offer(record("record " + i)));
    }
    lane.start();
    assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos()), "not flushed");
    assertDeliveredOnce(lane);
    assertEquals(4, lane.stats().accepted());
    assertTrue(log.contains(GOES_ON), log::toString);
    new Lanes(List.of(lane)).close(System.nanoTime() + Duration.ofSeconds(5).toNanos());
    supervisor.close();
  }

  @Test
  void aBatchFromTheSpoolIsTakenUpWhereItWas() throws Exception {
    earlier(lane -> {
      lane.append(4, encoded("record 0", "record 1", "record 2", "record 3"));
      lane.sync();
    });
    Process process = new Process(this::takeByHalves);
    process.flush();
    assertDeliveredOnce(process.lane);
    assertLogged(process, GOES_ON);
    process.close(Duration.ofSeconds(5));
    assertEquals(4, summary().delivered());
    assertEquals(0, summary().waiting());
  }

  @Test
  void aBatchThatIsNotStoredIsTakenUpWhereItWas() throws Exception {
    Process process = new Process(this::failOnce, disk.spool(options()));
    disk.is(State.FAILS);
    process.offer(0, 4);
    process.flush();
    assertDeliveredOnce(process.lane);
    assertLogged(process, GOES_ON);
    process.offer(4, 5);
    process.flush();
    assertEquals(records(0, 5), backend);
  }

  private ExportResult failOnce(List<LogRecordData> batch) {
    return calls.incrementAndGet() == 1 ? down(batch) : take(batch);
  }

  @Test
  void aBatchWhosePositionCannotBeKeptIsSettledOnce() throws Exception {
    earlier(lane -> {
      lane.append(4, encoded("record 0", "record 1", "record 2", "record 3"));
      lane.sync();
    });
    Process process =
        new Process(
            batch -> {
              disk.is(calls.incrementAndGet() == 1 ? State.FAILS : State.WORKS);
              return take(batch);
            },
            disk.spool(options()));
    assertLogged(process, GOES_ON);
    process.offer(4, 5);
    process.flush();
    assertEquals(records(0, 5), backend);
    assertEquals(5, process.lane.stats().delivered());
    process.close(Duration.ofSeconds(5));
    assertEquals(5, summary().delivered());
  }

  private void assertDeliveredOnce(Lane<LogRecordData> lane) {
    assertEquals(records(0, 4), backend);
    LaneStats stats = lane.stats();
    assertEquals(4, stats.delivered());
    assertEquals(Map.of(), stats.dropped());
    assertBalanced(stats);
    await().until(() -> lane.stats().memoryBytes() == 0);
  }
}
