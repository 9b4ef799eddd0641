package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.model.LaneStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scenario of [BulkItemsIT] with a spool: rejected records become dead letters, and are sent
/// again on request.
class DeadLettersIT {
  private static final int BATCH = 500;
  private static final int KERNELS = 20; // batches wait for their retries side by side
  private static final int BATCHES = Extent.of(100, 1_000) / KERNELS;
  private static final int EACH = BATCHES * BATCH;
  private static final int ITEMS = KERNELS * EACH;
  private static final String LANE = "elasticsearch-logs";
  private static final Duration LIMIT = Duration.ofSeconds(Extent.of(60, 600));
  private static final Pattern LETTER =
      Pattern.compile(
          "\\{\"sequence\":(\\d+),\"time\":\"[^\"]+Z\","
              + "\"reason\":\"400 scripted_400: item (\\d+)\","
              + "\"text\":\"seq=(\\d+) of a test\",\"otlp\":\"[^\"]+\"}");

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();
  private final Ledger ledger = backend.ledger(Protocol.BULK);
  private final MixedAnswers answers = new MixedAnswers(BATCH, ITEMS);
  private final List<Obs> kernels = new ArrayList<>();

  @AfterEach
  void close() {
    kernels.forEach(Obs::close);
    backend.close();
  }

  @Test
  void whatIsRejectedIsPutAsideOnceAndCanBeSentAgain() throws IOException {
    backend.script(answers);
    for (int i = 0; i < KERNELS; i++) {
      kernels.add(kernel(i));
    }
    for (int i = 0; i < KERNELS; i++) {
      Kernels.emit(kernels.get(i), (long) i * EACH, EACH);
    }
    for (Obs kernel : kernels) {
      Kernels.awaitSettled(kernel, "elasticsearch", LIMIT);
    }
    int bad = count(item -> MixedAnswers.status(item) == 400);
    assertEquals(0, count(item -> ledger.asked(item) != answers.due(item)), "wrongly sent");
    assertEquals(ITEMS - bad, ledger.taken() + count(item -> MixedAnswers.status(item) == 409));
    int[] letters = letters();
    assertEquals(0, count(item -> letters[item] != (MixedAnswers.status(item) == 400 ? 1 : 0)));
    for (Obs kernel : kernels) {
      LaneStats lane = Kernels.logs(kernel, "elasticsearch");
      assertEquals(EACH, lane.accepted(), lane::toString);
      assertEquals(EACH, lane.delivered() + lane.deadLettered(), lane::toString);
    }

    backend.script(DeadLettersIT::takeAll);
    long start = System.nanoTime();
    long replayed = 0;
    for (int i = 0; i < KERNELS; i++) {
      replayed += SpoolFolder.at(spool(i)).replay(LANE);
    }
    await()
        .atMost(LIMIT)
        .until(() ->
            count(item -> ledger.has(item)) == ledger.taken()
                && count(item -> MixedAnswers.status(item) == 400 && !ledger.has(item)) == 0);
    long millis = (System.nanoTime() - start) / 1_000_000;
    for (int i = 0; i < KERNELS; i++) {
      Obs kernel = kernels.get(i);
      assertTrue(kernel.flush(LIMIT));
      LaneStats lane = Kernels.logs(kernel, "elasticsearch");
      assertEquals(lane.recovered(), lane.deadLettered(), lane::toString);
      assertEquals(0, lane.waiting() + lane.droppedTotal(), lane::toString);
      assertFalse(Files.exists(spool(i).resolve(LANE).resolve("dead-letters.jsonl")));
      assertFalse(Files.exists(spool(i).resolve(LANE).resolve("replay.jsonl")));
    }
    Figures.of("dead-letters")
        .put("requests", ledger.requests())
        .put("items", ITEMS)
        .put("answers_broken", answers.broken())
        .put("dead_lettered", bad)
        .put("replayed", replayed)
        .put("replay_ms", millis)
        .put("duplicates", ledger.duplicates())
        .print();
    assertEquals(bad, replayed);
    assertEquals(0, ledger.duplicates());
    assertEquals(
        0,
        count(item ->
            MixedAnswers.status(item) == 400 && ledger.asked(item) != answers.due(item) + 1),
        "replayed more than once");
  }

  private static Reply takeAll(Received request) {
    return Reply.items(IntStream.range(0, request.items().length).map(_ -> 201).toArray());
  }

  /// Returns the number of dead letters of each item.
  private int[] letters() throws IOException {
    int[] letters = new int[ITEMS];
    for (int i = 0; i < KERNELS; i++) {
      for (String line : Files.readAllLines(spool(i).resolve(LANE).resolve("dead-letters.jsonl"))) {
        Matcher letter = LETTER.matcher(line);
        assertTrue(letter.matches(), line);
        int item = Integer.parseInt(letter.group(3));
        assertEquals(item, Integer.parseInt(letter.group(2)), line);
        assertEquals(item - i * EACH, Integer.parseInt(letter.group(1)), line);
        letters[item]++;
      }
    }
    return letters;
  }

  private static int count(IntPredicate which) {
    return (int) IntStream.range(0, ITEMS).filter(which).count();
  }

  private Path spool(int number) {
    return folder.resolve("spool-" + number);
  }

  private Obs kernel(int number) {
    return Kernels.builder(
            Map.of(
                "telemetry.spool.enabled", "true",
                "telemetry.spool.path", spool(number).toString(),
                "telemetry.logging.exporters", "elasticsearch",
                "telemetry.elasticsearch.hosts", backend.url(),
                "telemetry.logging.queue_size", Integer.toString(EACH),
                "telemetry.logging.batch_size", Integer.toString(BATCH)))
        .start();
  }
}
