package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.spi.LaneStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bulk requests whose items fare differently, and answers that say nothing.
class BulkItemsIT {
  private static final int BATCH = 500;
  private static final int KERNELS = 20; // batches wait for their retries side by side
  private static final int BATCHES = Extent.of(100, 1_000) / KERNELS;
  private static final int ITEMS = KERNELS * BATCHES * BATCH;
  private static final int[] STATUSES = {201, 429, 400, 409, 503};

  private final LedgerBackend backend = new LedgerBackend();
  private final Ledger ledger = backend.ledger(Protocol.BULK);
  private final MixedAnswers answers = new MixedAnswers();

  @AfterEach
  void close() {
    backend.close();
  }

  /// Says of each item what its number wants, and 201 the next time; now and then nothing that
  /// could be understood.
  private static final class MixedAnswers implements Script {
    private final byte[] told = new byte[ITEMS];
    private final byte[] untold = new byte[ITEMS];
    private int broken;

    @Override
    public synchronized Reply reply(Received request) {
      int kind = (int) (request.items()[0] / BATCH % 8);
      if (kind < 4 && Arrays.stream(request.items()).allMatch(item -> untold[(int) item] == 0)) {
        broken++;
        for (long item : request.items()) {
          untold[(int) item]++;
        }
        return broken(kind, request);
      }
      return Reply.items(
          Arrays.stream(request.items())
              .mapToInt(item -> told[(int) item]++ == 0 ? status(item) : 201)
              .toArray());
    }

    private static Reply broken(int kind, Received request) {
      Reply fine = Reply.ok().untaken();
      return switch (kind) {
        case 0 -> fine.cut();
        case 1 -> fine.body("{\"items\":[{\"create\":{\"status\":201}},");
        case 2 -> fine.body("<html>proxy error</html>");
        default ->
            Reply.items(new int[request.items().length - 1]).body("{\"items\":[]}").untaken();
      };
    }
  }

  private static int status(long item) {
    return STATUSES[Math.floorMod(item * 2_654_435_761L >>> 7, STATUSES.length)];
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
        assertTrue(kernel.flush(Duration.ofSeconds(Extent.of(60, 600))), "not settled in time");
      }
      long millis = (System.nanoTime() - start) / 1_000_000;

      long wrong = 0;
      long bad = 0;
      long again = 0;
      for (int item = 0; item < ITEMS; item++) {
        int status = status(item);
        boolean retried = status == 429 || status == 503;
        bad += status == 400 ? 1 : 0;
        again += retried ? 1 : 0;
        wrong += ledger.asked(item) == answers.untold[item] + (retried ? 2 : 1) ? 0 : 1;
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
          .put("answers_broken", answers.broken)
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
