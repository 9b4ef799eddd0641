package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.model.LaneStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A failing exporter that logs its failures.
class FeedbackIT {
  private static final int LINES = 20;

  @TempDir Path folder;

  @Test
  void whatASinksLibrariesSayNeverEntersALane() {
    NoisySink sink = new NoisySink();
    try (Obs obs =
        Kernels.builder(
                Map.of(
                    "telemetry.logging.exporters", "noisy",
                    "telemetry.logging.level", "TRACE",
                    "telemetry.logging.schedule_delay", "10ms"))
            .with(sink)
            .global(true)
            .start()) {
      Logger application = Logger.getLogger("application");
      for (int i = 0; i < LINES; i++) {
        application.log(Level.INFO, "line {0} of the application", i);
      }
      await().until(() -> Kernels.logs(obs, "noisy").retries() >= 2);
      sink.failing = false;
      assertTrue(obs.flush(Duration.ofSeconds(30)));

      Set<String> foreign = new HashSet<>(sink.exported);
      foreign.removeIf(line -> line.contains("of the application"));
      LaneStats lane = Kernels.logs(obs, "noisy");
      Figures.of("feedback-third-party")
          .put("lines", LINES)
          .put("offered", lane.offered())
          .put("attempts", lane.retries() + 1)
          .put("foreign", foreign.size())
          .print();
      assertEquals(Set.of(), foreign);
      assertEquals(LINES, lane.offered());
      assertEquals(LINES, lane.delivered());
    }
  }

  @Test
  void linesAboutFailuresNeverEnterALane() {
    try (LedgerBackend backend = new LedgerBackend()) {
      backend.script(request -> request.number() % 6 == 5 ? Reply.ok() : Reply.status(503));
      String yaml =
          """
          telemetry:
            logging: {exporters: [otlp, elasticsearch], level: TRACE, structured: false, schedule_delay: 100ms}
            tracing: {exporters: [zipkin], schedule_delay: 100ms}
            metrics: {enabled: false}
            probes: {which: []}
            otlp: {endpoint: "%1$s"}
            elasticsearch: {hosts: ["%1$s"]}
            zipkin: {endpoint: "%1$s/api/v2/spans"}
          """
              .formatted(backend.url());
      try (LoadProcess load =
          LoadProcess.in(folder).config(yaml).rate(50).seconds(6).spans().start()) {
        load.await(Duration.ofSeconds(60));

        List<String> output = load.process().output().lines().toList();
        Accounts.Entry last = load.accounts().last();
        long complaints = count(output, "otlp logs cannot deliver and tries again: http 503");
        Figures.of("feedback-failures")
            .put("emitted", last.emitted())
            .put("offered", last.lane("otlp/logs").get("offered"))
            .put("retries", last.lane("otlp/logs").get("retries"))
            .put("lines_of_the_cause", complaints)
            .put("unnumbered", backend.ledger(Protocol.OTLP_LOGS).unnumbered())
            .print();
        assertTrue(last.lane("otlp/logs").get("retries") >= 3, "too few failures");
        assertEquals(1, complaints, "one line for a cause and minute");
        last.lanes()
            .forEach((name, lane) -> {
              if (!name.startsWith("console/")) {
                assertEquals(last.emitted(), lane.get("offered"), name);
              }
            });
        assertEquals(0, backend.ledger(Protocol.OTLP_LOGS).unnumbered());
        assertEquals(0, backend.ledger(Protocol.BULK).unnumbered());
      }
    }
  }

  private static long count(List<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }
}
