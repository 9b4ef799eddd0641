package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.Accounts.Lane;
import dev.obs.faults.FaultProxy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application with one spool that is killed again and again, at any time.
class RandomKillIT {
  private static final int SPOOLS = 2; // at a time: a start waits more than it works
  private static final int KILLS = Extent.of(60, 1_000) / SPOOLS;
  private static final int RATE = 10_000;
  private static final int BATCH = 512;
  private static final int LONGEST = Extent.of(350, 750); // milliseconds

  @TempDir Path folder;

  /// The result of one spool.
  private record Outcome(long accepted, long recovered, long early, long duplicates) {}

  @Test
  void whateverWasAcceptedIsDeliveredWheneverTheProcessIsKilled() throws Exception {
    long start = System.nanoTime();
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(SPOOLS)) {
      List<Callable<Outcome>> tracks = new ArrayList<>();
      for (int i = 0; i < SPOOLS; i++) {
        Path own = folder.resolve("spool-" + i);
        Random random = new Random(42 + i);
        tracks.add(() -> track(own, random));
      }
      for (Future<Outcome> each : executor.invokeAll(tracks)) {
        outcomes.add(each.get());
      }
    }
    Figures.of("kill-9-at-random")
        .put("kills", KILLS * SPOOLS)
        .put("before_ready", outcomes.stream().mapToLong(Outcome::early).sum())
        .put("accepted", outcomes.stream().mapToLong(Outcome::accepted).sum())
        .put("recovered", outcomes.stream().mapToLong(Outcome::recovered).sum())
        .put("lost", 0)
        .put("failed_starts", 0)
        .put("resent", outcomes.stream().mapToLong(Outcome::duplicates).sum())
        .put("resent_limit", (long) KILLS * SPOOLS * BATCH)
        .put("seconds", (System.nanoTime() - start) / 1e9)
        .print();
  }

  private static Outcome track(Path own, Random random) {
    try (LedgerBackend backend = new LedgerBackend();
        FaultProxy proxy = new FaultProxy(backend.port())) {
      Ledger ledger = backend.ledger(Protocol.OTLP_LOGS);
      Oracle oracle = new Oracle(ledger);
      long first = 0;
      long recovered = 0;
      long early = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        change(proxy, random); // only now: repeated deliveries must result from the kills alone
        try (LoadProcess load = load(own, "run-" + kill, proxy).rate(RATE).first(first).start()) {
          boolean ready = random.nextInt(8) > 0;
          if (ready) {
            load.awaitReady();
          } else {
            early++; // killed while it starts and recovers
          }
          LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(LONGEST)).toNanos());
          load.kill9();
          if (load.last().isPresent()) {
            Accounts.Entry last = load.last().get();
            Lane lane = last.lane("otlp/logs");
            oracle.run(first, lane);
            assertEquals(0, lane.get("dropped"), "the backend is too slow for the load: " + lane);
            recovered += lane.get("recovered");
            first += last.emitted() + 5 * RATE; // more than it can emit without booking it
          }
        }
      }
      proxy.mode(Mode.PASS);
      try (LoadProcess load = load(own, "last", proxy).rate(10).first(first).start()) {
        load.awaitReady();
        load.awaitLane("otlp/logs", Duration.ofMinutes(1), entry -> entry.get("waiting") == 0);
        load.end();
        load.await(Duration.ofSeconds(30));
        Lane lane = load.last().orElseThrow().lane("otlp/logs");
        oracle.run(first, lane);
        assertEquals(List.of(), Oracle.imbalances(lane));
        assertEquals(0, lane.get("waiting") + lane.get("dropped"), lane::toString);
      }
      Oracle.Verdict verdict = oracle.verdict();
      assertEquals(List.of(), verdict.complaints());
      assertTrue(
          verdict.duplicates() <= (long) KILLS * BATCH,
          () -> verdict.duplicates() + " records were sent again");
      return new Outcome(verdict.accepted(), recovered, early, verdict.duplicates());
    }
  }

  private static void change(FaultProxy proxy, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> proxy.mode(Mode.REFUSE);
      case 1 -> proxy.slow(400_000);
      default -> proxy.mode(Mode.PASS);
    }
  }

  private static LoadProcess.Builder load(Path own, String name, FaultProxy proxy) {
    String yaml =
        """
        telemetry:
          spool: {enabled: true, path: "%s"}
          memory: {lane: 64MB} # for a full queue
          logging: {exporters: [otlp], queue_size: 65536, batch_size: %d, schedule_delay: 20ms}
          metrics: {enabled: false}
          probes: {which: []}
          otlp: {endpoint: "http://127.0.0.1:%d"}
        """
            .formatted(own.resolve("spool"), BATCH, proxy.port());
    return LoadProcess.in(own.resolve(name))
        .config(yaml)
        .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
  }
}
