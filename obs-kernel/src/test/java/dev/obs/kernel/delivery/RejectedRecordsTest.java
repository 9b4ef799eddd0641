package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Records that a backend rejects for good.
class RejectedRecordsTest extends SpooledLanes {

  @Test
  void putsAsideWhatIsRejectedAndReplaysItOnDemand() throws Exception {
    AtomicBoolean mended = new AtomicBoolean();
    Process process =
        new Process(batch -> {
          List<Item> rejected = new ArrayList<>();
          for (int i = 0; i < batch.size(); i++) {
            if (!mended.get() && body(batch.get(i)).endsWith("7")) {
              rejected.add(new Item(i, Verdict.REJECT, "400 mapping: \"no\"\n"));
            } else {
              backend.add(body(batch.get(i)));
            }
          }
          return rejected.isEmpty()
              ? ExportResult.delivered()
              : new ExportResult.PerItem(rejected, Duration.ZERO);
        });
    process.offer(0, 100);
    process.settle();
    LaneStats stats = process.lane.stats();
    assertEquals(10, stats.deadLettered());
    assertEquals(90, stats.delivered());
    assertEquals(Map.of(), stats.dropped());
    List<String> lines = Files.readAllLines(folder.resolve("spool/fake-logs/dead-letters.jsonl"));
    assertEquals(10, lines.size());
    assertTrue(
        lines.getFirst().startsWith("{\"sequence\":7,\"time\":\"")
            && lines
                .getFirst()
                .contains("\"reason\":\"400 mapping: \\\"no\\\"\\n\",\"text\":\"record 7\""),
        lines.getFirst());
    assertEquals(10, summary().deadLetters());

    mended.set(true);
    assertEquals(10, SpoolFolder.at(folder.resolve("spool")).replay("fake-logs"));
    await().until(() -> process.lane.stats().delivered() == 100);
    assertEquals(100, backend.stream().distinct().count());
    assertEquals(10, process.lane.stats().recovered());
    assertEquals(0, summary().deadLetters());
    assertEquals(0, summary().replaying());
    assertBalanced(process.lane.stats());
  }

  @Test
  void dropsWhatFindsNoRoomAmongTheDeadLetters() throws Exception {
    deadLetterSize = 1000;
    Process process = new Process(_ -> new ExportResult.Rejected("http 400"));
    process.offer(0, 100);
    process.settle();
    LaneStats stats = process.lane.stats();
    assertTrue(stats.deadLettered() > 1, "" + stats);
    assertEquals(Map.of("http 400", 100 - stats.deadLettered()), stats.dropped());
    assertEquals(stats.deadLettered(), summary().deadLetters());
    assertTrue(summary().deadLetterBytes() <= 1000);
  }

  @Test
  void doesNotBuryARecordTwiceWhenItsProcessDies() throws Exception {
    Process first = new Process(SpooledLanes::down);
    first.offer(0, 2);
    first.awaitAccepted(2);
    first.close(Duration.ofSeconds(5));

    CountDownLatch rejected = new CountDownLatch(1);
    AtomicBoolean again = new AtomicBoolean();
    Process second =
        new Process(batch -> {
          if (again.getAndSet(true)) {
            rejected.countDown();
            return new ExportResult.Retry("down");
          }
          return new ExportResult.PerItem(
              List.of(
                  new Item(0, Verdict.RETRY, "http 503"), new Item(1, Verdict.REJECT, "http 400")),
              Duration.ZERO);
        });
    rejected.await();
    second.close(Duration.ofSeconds(5)); // the batch is not settled, as after a kill
    assertEquals(2, summary().waiting());

    Process third = new Process(this::take);
    third.settle();
    assertEquals(List.of("record 0"), backend);
    assertEquals(1, third.lane.stats().deadLettered());
    assertEquals(1, summary().deadLetters());
  }
}
