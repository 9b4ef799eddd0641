package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.faults.Accounts.Lane;
import dev.obs.faults.FaultProxy.Mode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jumps of the wall clock, made by libfaketime, while the application runs.
class ClockIT {
  private static final String LANE = "otlp/logs";
  private static final int RATE = 10_000;
  private static final int RECORDS = RATE * Extent.of(2, 20);
  private static final long HOUR = 3_600;
  private static final long YEARS = 10 * 365 * 24 * HOUR;

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();
  private final FaultProxy proxy = new FaultProxy(backend.port());
  private final Ledger ledger = backend.ledger(Protocol.OTLP_LOGS);
  private final SortedSet<Long> seen = new ConcurrentSkipListSet<>(); // hours

  @AfterEach
  void close() {
    proxy.close();
    backend.close();
  }

  @Test
  void jumpsOfTheWallClockStallAndExpireNothing() throws Exception {
    Optional<Path> library = library();
    assertTrue(library.isPresent() || System.getenv("CI") == null, "libfaketime is not there");
    assumeTrue(library.isPresent(), "SKIPPED: libfaketime is not there: apt-get install faketime");
    backend.script(this::note);
    Path clock = folder.resolve("clock");
    set(clock, 0);
    try (LoadProcess load =
        LoadProcess.in(folder)
            .config(config())
            .rate(RATE)
            .environment("LD_PRELOAD", library.get().toString())
            .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
            .environment("FAKETIME_CACHE_DURATION", "1")
            .environment("NO_FAKE_STAT", "1")
            .environment("DONT_FAKE_MONOTONIC", "1")
            // else every timed wait of the JVM ends immediately
            .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
            .start()) {
      load.awaitLane(LANE, Duration.ofSeconds(60), lane -> lane.get("delivered") > RATE);
      long start = System.nanoTime();
      for (long jump : new long[] {HOUR, -HOUR, YEARS, -YEARS, 0}) {
        set(clock, jump);
        delivered(load, jump / HOUR);
      }
      long gap = ledger.longestGap(start, System.nanoTime()).toMillis();

      proxy.mode(Mode.REFUSE); // waiting records must not become too old either
      for (long jump : new long[] {YEARS, -YEARS}) {
        set(clock, jump);
        accepted(load);
      }
      proxy.mode(Mode.PASS);
      load.awaitLane(LANE, Duration.ofSeconds(60), lane -> lane.get("waiting") < RATE);
      load.end();
      load.await(Duration.ofSeconds(60));

      Accounts.Entry last = load.last().orElseThrow();
      Lane lane = last.lane(LANE);
      long stall = load.accounts().longestStall(LANE, "accepted");
      Figures.of("clock-jumps")
          .put("hours_seen", seen)
          .put("accepted", lane.get("accepted"))
          .put("delivered", lane.get("delivered"))
          .put("dropped", lane.get("dropped"))
          .put("longest_gap_ms", gap)
          .put("longest_accept_stall_ms", stall)
          .print();
      assertTrue(
          seen.containsAll(Set.of(0L, 1L, -1L, YEARS / HOUR, -YEARS / HOUR)),
          () -> "the application saw other hours: " + seen);
      assertEquals(List.of(), Oracle.imbalances(lane));
      assertEquals(last.emitted(), lane.get("delivered"), lane::toString);
      assertEquals(0, ledger.missing(0, last.emitted()));
      assertEquals(0, ledger.duplicates());
      long limit = Extent.isFull() ? 1_000 : 2_500;
      assertTrue(gap <= limit, () -> "nothing was delivered for " + gap + " ms");
      assertTrue(stall <= limit, () -> "nothing was accepted for " + stall + " ms");
    }
  }

  /// Waits for further records, and for one that the application logged after the jump: on a slow
  /// machine the queue holds many older ones.
  private void delivered(LoadProcess load, long hour) {
    long before = load.last().orElseThrow().lane(LANE).get("delivered");
    load.awaitLane(
        LANE,
        Duration.ofMinutes(2),
        lane -> lane.get("delivered") > before + RECORDS && seen.contains(hour));
  }

  private static void accepted(LoadProcess load) {
    long before = load.last().orElseThrow().lane(LANE).get("accepted");
    load.awaitLane(LANE, Duration.ofMinutes(2), lane -> lane.get("accepted") > before + RECORDS);
  }

  /// Records the number of hours by which the application's clock is ahead.
  private Reply note(Received request) throws IOException {
    long nanos =
        ExportLogsServiceRequest.parseFrom(request.body())
            .getResourceLogs(0)
            .getScopeLogs(0)
            .getLogRecords(0)
            .getObservedTimeUnixNano();
    long seconds = nanos / 1_000_000_000 - System.currentTimeMillis() / 1_000;
    seen.add(Math.round(seconds / (double) HOUR));
    return Reply.ok();
  }

  private static void set(Path clock, long seconds) throws IOException {
    Path next = clock.resolveSibling("clock.next");
    Files.writeString(next, String.format("%+d\n", seconds));
    Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Optional<Path> library() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(each -> each.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    }
  }

  private String config() {
    return """
    telemetry:
      spool: {enabled: true, path: "%s"}
      memory: {lane: 64MB} # for a full queue
      logging: {exporters: [otlp], queue_size: 65536, batch_size: 2000, schedule_delay: 50ms}
      metrics: {enabled: false}
      probes: {which: []}
      otlp: {endpoint: "http://127.0.0.1:%d"}
    """
        .formatted(folder.resolve("spool"), proxy.port());
  }
}
