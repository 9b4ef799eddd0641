package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.faults.FaultProxy.Mode;
import dev.obs.model.LaneStats;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The possible responses of an OTLP server, through a whole kernel.
class OtlpAnswersIT {
  private static final Set<Integer> RETRIED =
      Set.of(301, 302, 303, 307, 308, 401, 403, 404, 405, 407, 408, 421, 425, 429, 502, 503, 504);

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();
  private final Ledger ledger = backend.ledger(Protocol.OTLP_LOGS);

  @AfterEach
  void close() {
    backend.close();
  }

  private Obs kernel(String endpoint, int batch) {
    return Kernels.builder(
            Map.of(
                "telemetry.logging.exporters", "otlp",
                "telemetry.logging.batch_size", Integer.toString(batch),
                "telemetry.logging.schedule_delay", "20ms",
                "telemetry.otlp.endpoint", endpoint,
                "telemetry.shutdown.deadline", "1s"))
        .start();
  }

  private Obs kernel() {
    return kernel(backend.url(), 1);
  }

  @Test
  void everyStatusHasTheVerdictOfTheTable() {
    backend.script(request -> {
      int status = statusOf(request.items()[0]);
      return ledger.asked(request.items()[0]) == 1 ? Reply.status(status) : Reply.ok();
    });
    try (Obs obs = kernel()) {
      Kernels.emit(obs, 200, 400);
      Kernels.awaitSettled(obs, "otlp", Duration.ofMinutes(1));

      LaneStats lane = Kernels.logs(obs, "otlp");
      int wrong = 0;
      for (int status = 200; status < 600; status++) {
        wrong += ledger.asked(status) == (RETRIED.contains(statusOf(status)) ? 2 : 1) ? 0 : 1;
      }
      Figures.of("otlp-status-matrix")
          .put("statuses", 400)
          .put("delivered", lane.delivered())
          .put("given_up", lane.droppedTotal() + lane.deadLettered())
          .put("retries", lane.retries())
          .put("wrong", wrong)
          .print();
      assertEquals(0, wrong);
      assertEquals(100 + RETRIED.size(), lane.delivered());
      assertEquals(300 - RETRIED.size(), lane.droppedTotal() + lane.deadLettered());
      assertEquals(RETRIED.size(), lane.retries());
    }
  }

  /// Returns the status for an item: of the redirects only those in use, as each costs a retry.
  private static int statusOf(long item) {
    int status = (int) item;
    return status / 100 == 3 && !RETRIED.contains(status) ? 400 : status;
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REFUSE", "RESET_AFTER_REQUEST", "TRUNCATE"})
  void whatBreaksOnTheWayIsSentAgain(Mode mode) {
    try (FaultProxy proxy = new FaultProxy(backend.port());
        Obs obs = kernel("http://127.0.0.1:" + proxy.port(), 1)) {
      proxy.mode(mode);
      Kernels.emit(obs, 1, 1);
      await().until(() -> Kernels.logs(obs, "otlp").retries() > 0);
      assertEquals(0, Kernels.logs(obs, "otlp").delivered());

      proxy.mode(Mode.PASS);

      assertTrue(obs.flush(Duration.ofSeconds(30)));
      assertEquals(1, Kernels.logs(obs, "otlp").delivered());
    }
  }

  @Test
  void whatTheServerTakesInPartIsCountedAndNotSentAgain() {
    long[] rejected = {3, 0, 1_000_000_000_000L, -5};
    backend.script(request ->
        Reply.ok()
            .body(
                ExportLogsServiceResponse.newBuilder()
                    .setPartialSuccess(
                        ExportLogsPartialSuccess.newBuilder()
                            .setRejectedLogRecords(rejected[(int) request.items()[0] / 10])
                            .setErrorMessage("too old"))
                    .build()
                    .toByteArray()));
    try (Obs obs = kernel(backend.url(), 10)) {
      for (int batch = 0; batch < rejected.length; batch++) {
        Kernels.emit(obs, 10L * batch, 10);
        Kernels.awaitSettled(obs, "otlp", Duration.ofSeconds(30));
      }

      LaneStats lane = Kernels.logs(obs, "otlp");
      Figures.of("otlp-partial-success")
          .put("delivered", lane.delivered())
          .put("given_up", lane.droppedTotal() + lane.deadLettered())
          .put("retries", lane.retries())
          .print();
      assertEquals(27, lane.delivered());
      assertEquals(13, lane.droppedTotal() + lane.deadLettered());
      assertEquals(0, lane.retries());
      for (int item = 0; item < 40; item++) {
        assertEquals(1, ledger.asked(item));
      }
    }
  }

  @Test
  void anAnswerThatUnpacksToAGigabyteNeedsNoMemory() throws IOException {
    byte[] bomb = bomb();
    backend.script(request ->
        switch ((int) (request.number() % 4)) {
          case 0 -> Reply.ok().header("Content-Encoding", "gzip").body(bomb);
          case 1 -> Reply.ok().body(new byte[64 << 20]);
          case 2 -> Reply.status(503).header("Content-Encoding", "gzip").body(bomb);
          default -> Reply.ok();
        });
    String yaml =
        """
        telemetry:
          logging: {exporters: [otlp], schedule_delay: 100ms}
          metrics: {enabled: false}
          probes: {which: []}
          otlp: {endpoint: "%s"}
        """
            .formatted(backend.url());
    try (LoadProcess load =
        LoadProcess.in(folder).config(yaml).rate(1_000).seconds(4).jvm("-Xmx48m").start()) {
      Map<String, Long> figures = load.await(Duration.ofSeconds(60));

      Accounts.Lane lane = load.accounts().last().lane("otlp/logs");
      Figures.of("otlp-gzip-bomb")
          .put("answers", ledger.requests())
          .put("unpacked_mib", 1024)
          .put("packed_kib", bomb.length >> 10)
          .put("heap_limit_mib", 48)
          .put("heap_growth_mib", (figures.get("heap_after") - figures.get("heap_before")) / 1e6)
          .print();
      assertTrue(ledger.requests() >= 8, "too few responses");
      assertEquals(List.of(), Oracle.imbalances(lane));
      assertTrue(lane.get("delivered") > 0 && lane.get("refused") == 0, lane::toString);
      assertTrue(!load.process().output().contains("OutOfMemory"), load.process()::output);
    }
  }

  /// Returns sixty-four times sixteen mebibytes of zeros.
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(new byte[16 << 20]);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 64; i++) {
      all.writeBytes(member.toByteArray());
    }
    return all.toByteArray();
  }

  @Test
  void theServersWishToWaitIsHonoured() {
    SortedMap<String, RetryAfterCase> cases = RetryAfterCases.all();
    List<String> names = List.copyOf(cases.keySet());
    Map<Long, Long> first = new HashMap<>();
    Map<Long, Long> second = new HashMap<>();
    backend.script(request -> {
      long item = request.items()[0];
      synchronized (first) {
        boolean again = first.putIfAbsent(item, System.nanoTime()) != null;
        if (again) {
          second.putIfAbsent(item, System.nanoTime());
          return Reply.ok();
        }
      }
      RetryAfterCase retryAfter = cases.get(names.get((int) item));
      return Reply.status(503).header("Retry-After", retryAfter.header().get());
    });
    Map<String, Obs> kernels = new TreeMap<>();
    try {
      for (int i = 0; i < names.size(); i++) {
        Obs obs = kernel();
        kernels.put(names.get(i), obs);
        Kernels.emit(obs, i, 1);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            synchronized (first) {
              return second.size() == cases.values().stream().filter(RetryAfterCase::ends).count();
            }
          });

      Figures figures = Figures.of("otlp-retry-after");
      synchronized (first) {
        for (int i = 0; i < names.size(); i++) {
          RetryAfterCase retryAfter = cases.get(names.get(i));
          Long at = second.get((long) i);
          if (at == null) {
            figures.put(names.get(i) + "_ms", "waits");
            assertTrue(!retryAfter.ends(), names.get(i));
          } else {
            long millis = (at - first.get((long) i)) / 1_000_000;
            figures.put(names.get(i) + "_ms", millis);
            assertTrue(retryAfter.ends(), names.get(i));
            assertTrue(millis >= retryAfter.least(), names.get(i) + " waited " + millis + " ms");
            assertTrue(millis <= retryAfter.most(), names.get(i) + " waited " + millis + " ms");
          }
        }
      }
      figures.print();
    } finally {
      kernels.values().parallelStream().forEach(Obs::close);
    }
  }
}
