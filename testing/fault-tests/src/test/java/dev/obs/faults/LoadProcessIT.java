package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadProcessIT {
  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  private String config() {
    return """
    telemetry:
      logging: {exporters: [otlp, elasticsearch], queue_size: 16384, schedule_delay: 50ms}
      tracing: {exporters: [zipkin], queue_size: 16384, schedule_delay: 50ms}
      metrics: {enabled: false}
      probes: {which: []}
      shutdown: {deadline: 60s}
      otlp: {endpoint: "%1$s"}
      elasticsearch: {hosts: ["%1$s"]}
      zipkin: {endpoint: "%1$s/api/v2/spans"}
    """
        .formatted(backend.url());
  }

  @Test
  void whatTheApplicationDeliversIsWhatTheLedgersHold() {
    try (LoadProcess load =
        LoadProcess.in(folder).config(config()).rate(2_000).threads(2).seconds(2).spans().start()) {
      Map<String, Long> figures = load.await(Duration.ofSeconds(60));

      Accounts.Entry last = load.accounts().last();
      assertTrue(last.closed());
      assertEquals(figures.get("emitted"), last.emitted());
      Map<String, Protocol> lanes =
          Map.of(
              "otlp/logs", Protocol.OTLP_LOGS,
              "elasticsearch/logs", Protocol.BULK,
              "zipkin/traces", Protocol.ZIPKIN);
      lanes.forEach((name, protocol) -> {
        Ledger ledger = backend.ledger(protocol);
        assertEquals(last.emitted(), ledger.taken(), name);
        assertEquals(0, ledger.missing(0, last.emitted()), name);
        assertEquals(0, ledger.unnumbered() + ledger.duplicates(), name);
        assertEquals(List.of(), Oracle.imbalances(last.lane(name)), name);
        assertEquals(last.emitted(), last.lane(name).get("delivered"), name);
      });
    }
  }

  @Test
  void theAccountsOutliveAKill() {
    try (LoadProcess load = LoadProcess.in(folder).config(config()).rate(2_000).start()) {
      load.awaitReady();
      await().until(() -> backend.ledger(Protocol.BULK).taken() > 500);

      load.kill9();

      Accounts.Entry last = load.accounts().last();
      assertTrue(last.emitted() >= 500, last::toString);
      assertTrue(last.lane("elasticsearch/logs").acceptedHere() > 0);
    }
  }
}
