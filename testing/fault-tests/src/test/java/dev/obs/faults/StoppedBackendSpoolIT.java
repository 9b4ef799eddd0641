package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.Accounts.Lane;
import dev.obs.it.ElasticsearchServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An Elasticsearch that is stopped by SIGSTOP, while its system still accepts connections and the
/// application is ended with many records in its spool.
class StoppedBackendSpoolIT {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final String LANE = "elasticsearch/logs";
  private static final int RATE = 10_000;
  private static final int WAITING = Extent.of(30_000, 300_000);

  @TempDir Path folder;

  @Test
  void closesInTimeAndTheNextStartDelivers() {
    try (ElasticsearchServer server = ElasticsearchServer.start();
        Index index = new Index(server.uri(), "stopped")) {
      String yaml = config(server.port());
      Lane closed;
      long millis;
      Map<String, Long> figures;
      try (LoadProcess load =
          LoadProcess.in(folder.resolve("stopped")).config(yaml).rate(RATE).start()) {
        load.awaitLane(LANE, Duration.ofSeconds(60), lane -> lane.get("delivered") > 0);
        JavaProcess.signal("STOP", server.pid());
        load.awaitLane(LANE, Duration.ofMinutes(2), lane -> lane.get("waiting") > WAITING);

        load.stop();
        long start = System.nanoTime();
        load.process().await(Duration.ofSeconds(30));
        millis = (System.nanoTime() - start) / 1_000_000;
        figures = load.await(Duration.ofSeconds(1));
        closed = load.last().orElseThrow().lane(LANE);
      }
      JavaProcess.signal("CONT", server.pid());
      long first = closed.acceptedHere() + 10L * RATE;
      Lane last;
      try (LoadProcess load =
          LoadProcess.in(folder.resolve("again")).config(yaml).rate(10).first(first).start()) {
        load.awaitLane(LANE, Duration.ofMinutes(3), lane -> lane.get("waiting") == 0);
        load.end();
        load.await(Duration.ofSeconds(30));
        last = load.last().orElseThrow().lane(LANE);
      }
      Ledger ledger = index.ledger();
      Figures.of("sigstop-then-sigterm-spool")
          .put("deadline_ms", DEADLINE.toMillis())
          .put("close_ms", figures.get("close_ms"))
          .put("exit_ms", millis)
          .put("threads_left", figures.get("threads_left"))
          .put("waiting_at_close", closed.get("waiting"))
          .put("recovered", last.get("recovered"))
          .put("lost", ledger.missing(0, closed.acceptedHere()))
          .put("duplicates", ledger.duplicates())
          .print();
      // the refused records came while it closed: the first ones are the accepted ones
      assertEquals(0, ledger.missing(0, closed.acceptedHere()));
      assertEquals(closed.get("waiting"), last.get("recovered"));
      assertEquals(closed.acceptedHere() + last.acceptedHere(), ledger.taken());
      assertEquals(0, ledger.duplicates());
      assertEquals(List.of(), Oracle.imbalances(closed));
      assertEquals(List.of(), Oracle.imbalances(last));
      assertEquals(0, closed.get("dropped") + last.get("dropped"), last::toString);
      assertEquals(0, figures.get("threads_left"));
      long limit = DEADLINE.toMillis() + (Extent.isFull() ? 500 : 8_000);
      assertTrue(figures.get("close_ms") <= limit, () -> "close took " + figures);
    }
  }

  private String config(int port) {
    return """
    telemetry:
      spool: {enabled: true, path: "%s"}
      memory: {lane: 64MB} # for a full queue
      logging:
        exporters: [elasticsearch]
        queue_size: 65536
        batch_size: 2000
        schedule_delay: 50ms
      metrics: {enabled: false}
      probes: {which: []}
      elasticsearch: {hosts: ["http://127.0.0.1:%d"], index: stopped}
      shutdown: {deadline: %dms}
    """
        .formatted(folder.resolve("spool"), port, DEADLINE.toMillis());
  }
}
