package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.FaultProxy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three sinks, one of which sends to a backend that never answers.
class BlackholedSinkIT {
  private static final Duration HOLE = Duration.ofSeconds(Extent.of(6, 120));

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();
  private final FaultProxy proxy = new FaultProxy(backend.port());

  @AfterEach
  void close() {
    proxy.close();
    backend.close();
  }

  private String config() {
    return """
    telemetry:
      memory: {lane: 64MB} # for a full queue
      logging: {exporters: [otlp, elasticsearch], queue_size: 65536, batch_size: 1024, schedule_delay: 100ms}
      tracing: {exporters: [zipkin], queue_size: 65536, batch_size: 1024, schedule_delay: 100ms}
      metrics: {enabled: false}
      probes: {which: []}
      otlp: {endpoint: "http://127.0.0.1:%2$d"}
      elasticsearch: {hosts: ["%1$s"]}
      zipkin: {endpoint: "%1$s/api/v2/spans"}
      shutdown: {deadline: 10s} # for the healthy ones on a busy machine
    """
        .formatted(backend.url(), proxy.port());
  }

  @Test
  void theOtherSinksKeepTheirRate() {
    try (LoadProcess load =
        LoadProcess.in(folder).config(config()).rate(10_000).spans().start().awaitReady()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> backend.ledger(Protocol.OTLP_LOGS).taken() > 10_000);

      proxy.mode(Mode.BLACKHOLE);
      Accounts.Entry from = load.accounts().last();
      long begin = System.nanoTime();
      long taken = backend.ledger(Protocol.OTLP_LOGS).taken();
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(HOLE.plusSeconds(30))
          .until(() -> System.nanoTime() - begin >= HOLE.toNanos());
      Accounts.Entry to = load.accounts().last();
      long end = System.nanoTime();
      assertEquals(taken, backend.ledger(Protocol.OTLP_LOGS).taken(), "the hole leaks");
      load.stop();
      load.await(Duration.ofSeconds(30));

      long emitted = to.emitted() - from.emitted();
      double bulk = delivered("elasticsearch/logs", from, to) / emitted;
      double zipkin = delivered("zipkin/traces", from, to) / emitted;
      long gap =
          Math.max(
              backend.ledger(Protocol.BULK).longestGap(begin, end).toMillis(),
              backend.ledger(Protocol.ZIPKIN).longestGap(begin, end).toMillis());
      Figures.of("one-of-three-blackholed")
          .put("emitted_per_s", emitted / (double) HOLE.toSeconds())
          .put("elasticsearch_share", bulk)
          .put("zipkin_share", zipkin)
          .put("longest_gap_ms", gap)
          .print();
      double least = Extent.isFull() ? 0.95 : 0.25; // a busy machine makes a short measure uneven
      assertTrue(bulk >= least && zipkin >= least, "a healthy sink was slowed down");
      healthyOnesHaveAll(load.accounts().last());
    }
  }

  private void healthyOnesHaveAll(Accounts.Entry last) {
    Map.of("elasticsearch/logs", Protocol.BULK, "zipkin/traces", Protocol.ZIPKIN)
        .forEach((name, protocol) -> {
          assertEquals(0, last.lane(name).get("refused"), name);
          assertEquals(
              List.of(),
              new Oracle(backend.ledger(protocol)).run(0, last.lane(name)).verdict().complaints());
          assertEquals(last.emitted(), backend.ledger(protocol).taken(), name);
        });
    last.lanes().forEach((name, lane) -> assertEquals(List.of(), Oracle.imbalances(lane), name));
  }

  private static double delivered(String lane, Accounts.Entry from, Accounts.Entry to) {
    return to.lane(lane).get("delivered") - from.lane(lane).get("delivered");
  }
}
