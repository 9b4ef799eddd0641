package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.api.Obs;
import dev.obs.model.LaneStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bulk requests whose items have different results, and meaningless responses.
class BulkItemsIT {
  private static final int BATCH = 500;
  private static final int KERNELS = 20; // batches wait for their retries side by side
  private static final int BATCHES = Extent.of(100, 1_000) / KERNELS;
  private static final int ITEMS = KERNELS * BATCHES * BATCH;

  private final LedgerBackend backend = new LedgerBackend();
  private final Ledger ledger = backend.ledger(Protocol.BULK);
  private final MixedAnswers answers = new MixedAnswers(BATCH, ITEMS);

  @AfterEach
  void close() {
    backend.close();
  }

  private Obs kernel() {
    return Kernels.builder(
            Map.of(
                "telemetry.logging.exporters", "elasticsearch",
                "telemetry.elasticsearch.hosts", backend.url(),
                "telemetry.logging.queue_size", Integer.toString(BATCH * BATCHES),
                "telemetry.logging.batch_size", Integer.toString(BATCH)))
        .start();
  }

  @Test
  void onlyWhatMaySucceedLaterIsSentAgain() {
    backend.script(answers);
    List<Obs> kernels = new ArrayList<>();
    try {
      for (int i = 0; i < KERNELS; i++) {
        kernels.add(kernel());
      }
      long start = System.nanoTime();
      for (int i = 0; i < KERNELS; i++) {
        Kernels.emit(kernels.get(i), (long) i * BATCHES * BATCH, BATCHES * BATCH);
      }
      for (Obs kernel : kernels) {
        Kernels.awaitSettled(kernel, "elasticsearch", Duration.ofSeconds(Extent.of(60, 600)));
      }
      long millis = (System.nanoTime() - start) / 1_000_000;

      long wrong = 0;
      long bad = 0;
      long again = 0;
      for (int item = 0; item < ITEMS; item++) {
        bad += MixedAnswers.status(item) == 400 ? 1 : 0;
        again += MixedAnswers.isRetried(item) ? 1 : 0;
        wrong += ledger.asked(item) == answers.due(item) ? 0 : 1;
      }
      long delivered = 0;
      long given = 0;
      for (Obs kernel : kernels) {
        LaneStats lane = Kernels.logs(kernel, "elasticsearch");
        delivered += lane.delivered();
        given += lane.deadLettered() + lane.droppedTotal();
      }
      Figures.of("bulk-items-mixed")
          .put("requests", ledger.requests())
          .put("items", ITEMS)
          .put("sent_again", again)
          .put("answers_broken", answers.broken())
          .put("rejected", bad)
          .put("wrongly_sent", wrong)
          .put("duplicates", ledger.duplicates())
          .put("millis", millis)
          .print();
      assertEquals(0, wrong, "items were sent again without need, or not although needed");
      assertEquals(bad, given, "each 400 is given up, and nothing else");
      assertEquals(ITEMS - bad, delivered);
      assertEquals(0, ledger.duplicates());
    } finally {
      kernels.forEach(Obs::close);
    }
  }
}
