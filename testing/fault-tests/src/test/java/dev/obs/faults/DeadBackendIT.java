package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.FaultProxy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cost of a record for an application with a dead backend, compared with a live one.
class DeadBackendIT {
  private static final int ROUNDS = Extent.of(1, 3);
  private static final int SECONDS = Extent.of(5, 30);
  private static final int WARMUP = Extent.of(2, 5);

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();
  private final FaultProxy proxy = new FaultProxy(backend.port());

  @AfterEach
  void close() {
    proxy.close();
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anApplicationDoesNotNoticeThatABackendIsDead(boolean spool) {
    long alive = Long.MAX_VALUE;
    long dead = Long.MAX_VALUE;
    long median = Long.MAX_VALUE;
    long longest = 0;
    for (int round = 0; round < ROUNDS; round++) {
      proxy.mode(Mode.PASS);
      Map<String, Long> with = run("alive-" + round, spool);
      proxy.mode(Mode.REFUSE);
      Map<String, Long> without = run("dead-" + round, spool);
      // the best round: other processes on the machine are not our cost
      alive = Math.min(alive, with.get("p999_ns"));
      dead = Math.min(dead, without.get("p999_ns"));
      median = Math.min(median, without.get("p50_ns"));
      longest = Math.max(longest, without.get("max_ns"));
    }
    double ratio = (double) dead / alive;
    Figures.of("dead-against-alive" + (spool ? "-spool" : ""))
        .put("p50_dead_us", median / 1e3)
        .put("p999_dead_us", dead / 1e3)
        .put("p999_alive_us", alive / 1e3)
        .put("ratio", ratio)
        .put("max_dead_ms", longest / 1e6)
        .print();
    assertTrue(longest < Duration.ofSeconds(1).toNanos(), "a caller was blocked");
    if (Extent.isFull()) {
      assertTrue(dead <= 100_000, () -> "p99.9 is too high");
      assertTrue(ratio <= 1.25, () -> "a dead backend costs more than one that is alive");
    }
  }

  private Map<String, Long> run(String name, boolean spool) {
    String yaml =
        """
        telemetry:
          logging: {exporters: [otlp], queue_size: 16384}
          metrics: {enabled: false}
          probes: {which: []}
          otlp: {endpoint: "http://127.0.0.1:%d"}
          shutdown: {deadline: 500ms}
          spool: {enabled: %s, path: "%s"}
        """
            .formatted(proxy.port(), spool, folder.resolve("spool-" + name));
    try (LoadProcess load =
        LoadProcess.in(folder.resolve(name))
            .config(yaml)
            .rate(10_000)
            .threads(4)
            .seconds(SECONDS)
            .latency(WARMUP)
            .start()) {
      Map<String, Long> figures = load.await(Duration.ofSeconds(SECONDS + 30));
      Accounts.Lane lane = load.accounts().last().lane("otlp/logs");
      assertEquals(List.of(), Oracle.imbalances(lane));
      assertEquals(figures.get("emitted"), lane.get("offered"));
      return figures;
    }
  }
}
