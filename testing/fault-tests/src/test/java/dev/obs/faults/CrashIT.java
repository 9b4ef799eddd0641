package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.Accounts.Entry;
import dev.obs.faults.Accounts.Lane;
import dev.obs.faults.FaultProxy.Mode;
import dev.obs.it.ElasticsearchServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A long outage of the backend in which the application is killed three times, the last time while
/// it delivers the backlog.
class CrashIT {
  private static final Duration OUTAGE = Duration.ofSeconds(Extent.of(15, 300));
  private static final Duration SHORTER = Duration.ofSeconds(Extent.of(6, 300));
  private static final int RATE = 10_000;
  private static final int BATCH = 4_000;
  private static final int KILLS = 3;
  private static final long MIB = 1 << 20;

  /// More records than a run can emit without recording them.
  private static final int GAP = 10 * RATE;

  @TempDir Path folder;

  private long first;
  private long heapGrowth;

  @Test
  void elasticsearchGetsEachRecordOnce() {
    try (ElasticsearchServer server = ElasticsearchServer.startForLoad();
        Index index = new Index(server.uri(), "crash");
        FaultProxy proxy = new FaultProxy(server.port())) {
      String sink = "elasticsearch: {hosts: [\"http://127.0.0.1:%d\"], index: crash}";
      String exporter = sink.formatted(proxy.port());

      long least = 20_000; // twice the load: the server works on the same processors
      crash(OUTAGE, "crash-elasticsearch", "elasticsearch", exporter, proxy, index::ledger, least);

      long documents = index.count();
      Ledger ledger = index.ledger();
      assertEquals(documents, ledger.taken(), "documents are there twice");
      Figures.of("crash-elasticsearch-documents")
          .put("documents", documents)
          .put("duplicates", ledger.duplicates())
          .put("sent_again_and_known", index.conflicts())
          .print();
      assertTrue(index.conflicts() <= (long) KILLS * BATCH, "too many records were sent again");
    }
  }

  /// Excludes the time of Elasticsearch.
  @Test
  void aBackendThatTakesEverythingGetsEachRecord() {
    try (LedgerBackend backend = new LedgerBackend();
        FaultProxy proxy = new FaultProxy(backend.port())) {
      Ledger ledger = backend.ledger(Protocol.OTLP_LOGS);
      String exporter = "otlp: {endpoint: \"http://127.0.0.1:%d\"}".formatted(proxy.port());

      crash(SHORTER, "crash-ledger", "otlp", exporter, proxy, () -> ledger, 30_000);

      assertTrue(
          ledger.duplicates() <= (long) KILLS * BATCH,
          () -> ledger.duplicates() + " records were sent again");
    }
  }

  /// @param least records a second that it must deliver after the outage
  private void crash(
      Duration length,
      String row,
      String sink,
      String exporter,
      FaultProxy proxy,
      Supplier<Ledger> delivered,
      long least) {
    String lane = sink + "/logs";
    String yaml =
        """
        telemetry:
          spool: {enabled: true, path: "%s", max_size: 8GB}
          memory: {lane: 64MB} # for a full queue
          logging: {exporters: [%s], queue_size: 65536, batch_size: %d, schedule_delay: 200ms}
          metrics: {enabled: false}
          probes: {which: []}
          %s
        """
            .formatted(folder.resolve("spool"), sink, BATCH, exporter);
    Lane[] killed = new Lane[KILLS];
    long[] starts = new long[KILLS];
    proxy.mode(Mode.REFUSE);
    for (int run = 0; run < KILLS; run++) {
      starts[run] = first;
      try (LoadProcess load =
          LoadProcess.in(folder.resolve("run-" + run))
              .config(yaml)
              .rate(RATE)
              .first(first)
              .start()) {
        killed[run] = outage(load, lane, length.dividedBy(KILLS), run == KILLS - 1 ? proxy : null);
      }
    }
    try (LoadProcess load =
        LoadProcess.in(folder.resolve("last")).config(yaml).rate(10).first(first).start()) {
      load.awaitLane(lane, length.multipliedBy(10), entry -> entry.get("waiting") == 0);
      load.end();
      Map<String, Long> figures = load.await(Duration.ofSeconds(60));
      Lane last = load.last().orElseThrow().lane(lane);
      Oracle oracle = new Oracle(delivered.get()).run(first, last);
      for (int run = 0; run < KILLS; run++) {
        oracle.run(starts[run], killed[run]);
      }
      Oracle.Verdict verdict = oracle.verdict();
      long drained = last.get("recovered");
      long millis = drainMillis(load.accounts(), lane);
      long rate = drained * 1_000 / Math.max(1, millis);
      Figures.of(row)
          .put("outage_s", length.toSeconds())
          .put("kills", KILLS)
          .put("accepted", verdict.accepted())
          .put("lost", verdict.lost())
          .put("duplicates", verdict.duplicates())
          .put("resent_limit", KILLS * BATCH)
          .put("drained", drained)
          .put("drain_per_s", rate)
          .put("heap_growth_outage_mib", heapGrowth / (double) MIB)
          .put(
              "heap_growth_drain_mib",
              (figures.get("heap_after") - figures.get("heap_before")) / (double) MIB)
          .print();
      assertEquals(List.of(), verdict.complaints());
      assertEquals(List.of(), Oracle.imbalances(last));
      assertEquals(0, last.get("dropped"), last::toString);
      assertTrue(heapGrowth <= 64 * MIB, () -> "the heap grew by " + heapGrowth);
      if (Extent.isFull()) {
        assertTrue(rate >= least, () -> "it drains at " + rate + "/s");
      }
    }
  }

  /// Runs a third of the outage, at whose end the process is killed.
  ///
  /// @param proxy opened first, so that the process is killed while it delivers; null to keep the
  ///   outage
  private Lane outage(LoadProcess load, String lane, Duration third, FaultProxy proxy) {
    load.awaitReady();
    load.awaitLane(lane, Duration.ofSeconds(30), entry -> entry.acceptedHere() > RATE);
    long before = Heap.live(load.process());
    long records = third.toSeconds() * RATE;
    load.awaitLane(
        lane, third.multipliedBy(4).plusMinutes(1), entry -> entry.acceptedHere() >= records);
    heapGrowth = Math.max(heapGrowth, Heap.live(load.process()) - before);
    if (proxy != null) {
      proxy.slow(4_000_000); // so that it is killed in the middle of a request
      load.awaitLane(lane, Duration.ofSeconds(60), entry -> entry.get("delivered") > 2 * BATCH);
    }
    load.kill9();
    if (proxy != null) {
      proxy.mode(Mode.PASS);
    }
    Entry last = load.last().orElseThrow();
    if (proxy != null) {
      assertTrue(last.lane(lane).get("waiting") > 0, "it was killed when all was delivered");
    }
    first += last.emitted() + GAP;
    return last.lane(lane);
  }

  /// Returns the time of the lane from its first delivery until nothing waited.
  private static long drainMillis(Accounts accounts, String lane) {
    long start = -1;
    for (Entry entry : accounts.entries()) {
      if (start < 0 && entry.lane(lane).get("delivered") > 0) {
        start = entry.millis();
      }
      if (start >= 0 && entry.lane(lane).get("waiting") == 0) {
        return entry.millis() - start;
      }
    }
    throw new IllegalStateException("nothing was drained");
  }
}
