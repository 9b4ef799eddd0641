package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.spi.RecordNumbers;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The numbers that exporters get with records.
class RecordNumbersTest extends SpooledLanes {
  private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

  /// An exporter that notes the ids of each record.
  private class Noting implements Exporter<LogRecordData> {
    @Override
    public ExportResult export(List<LogRecordData> batch) {
      throw new AssertionError("the kernel has numbers");
    }

    @Override
    public ExportResult export(List<LogRecordData> batch, RecordNumbers numbers) {
      for (int i = 0; i < batch.size(); i++) {
        seen.computeIfAbsent(body(batch.get(i)), _ -> ConcurrentHashMap.newKeySet())
            .add(numbers.source() + "/" + numbers.of(i));
      }
      return answer(batch);
    }

    ExportResult answer(List<LogRecordData> batch) {
      return take(batch);
    }
  }

  private Path idFile() {
    return folder.resolve("spool/fake-logs/id");
  }

  private void assertOneNumberEach(int records) {
    assertEquals(records, seen.size());
    Set<String> all = new HashSet<>();
    seen.forEach((record, numbers) -> {
      assertEquals(1, numbers.size(), record + numbers);
      all.addAll(numbers);
    });
    assertEquals(records, all.size(), "a number for two records");
  }

  @Test
  void aRecordOfTheSpoolKeepsItsNumberInEveryAttemptAndPart() throws Exception {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    Process process =
        new Process(
            new Noting() {
              @Override
              ExportResult answer(List<LogRecordData> batch) {
                sizes.add(batch.size());
                return switch (sizes.size() % 4) {
                  case 1 -> new ExportResult.Retry("down");
                  case 2 -> batch.size() > 1 ? new ExportResult.Rejected("divide") : take(batch);
                  case 3 -> {
                    List<Item> odd = new ArrayList<>();
                    for (int i = 1; i < batch.size(); i += 2) {
                      odd.add(new Item(i, Verdict.RETRY, "later"));
                    }
                    yield new ExportResult.PerItem(odd, Duration.ZERO);
                  }
                  default -> take(batch);
                };
              }
            });
    process.offer(0, 100);
    process.flush();
    assertOneNumberEach(100);
  }

  @Test
  void aRecordOfTheSpoolKeepsItsNumberAfterARestart() throws Exception {
    Process dying =
        new Process(
            new Noting() {
              @Override
              ExportResult answer(List<LogRecordData> batch) {
                return down(batch);
              }
            });
    dying.offer(0, 30);
    dying.awaitAccepted(30);
    await().until(() -> dying.lane.stats().retries() > 0);
    dying.close(Duration.ofMillis(50));

    Process next = new Process(new Noting());
    next.flush();
    assertEquals(30, backend.size());
    assertOneNumberEach(30);
    next.close(Duration.ofSeconds(5));

    Process third = new Process(new Noting());
    third.offer(30, 40);
    third.flush();
    assertOneNumberEach(40);
  }

  @Test
  void aDamagedIdIsReplaced() throws Exception {
    Process first = new Process(new Noting());
    first.offer(0, 1);
    first.flush();
    first.close(Duration.ofSeconds(5));
    String id = Files.readString(idFile());
    Files.writeString(idFile(), "x".repeat(36));

    Process second = new Process(new Noting());
    second.offer(1, 2);
    second.flush();
    assertNotEquals(id, Files.readString(idFile()));
    assertEquals(36, Files.size(idFile()));
    assertOneNumberEach(2);
  }

  @Test
  void anIdThatCannotBeKeptCostsNoRecord() throws Exception {
    Process process = new Process(new Noting());
    Files.createDirectory(idFile());
    process.offer(0, 10);
    process.flush();
    assertOneNumberEach(10);
    assertTrue(process.log.toString().contains("cannot keep its id"), process.log.toString());
  }

  @Test
  void anExporterThatDoesNotAskCostsNothingOnDisk() throws Exception {
    Process process = new Process(this::take);
    process.offer(0, 10);
    process.flush();
    assertFalse(Files.exists(idFile()));
  }

  @Test
  void recordsInMemoryAreNumberedOverAllBatches() {
    Numbering numbering =
        new Numbering(() -> {
          throw new AssertionError("no spool");
        });
    Set<String> numbers = new HashSet<>();
    for (int round = 0; round < 3; round++) {
      Batch<String> batch = new Batch<>(List.of("equal", "equal", "equal"), 3);
      numbering.begin(batch);
      batch.start();
      numbering.begin(batch); // the delivery goes on after a failure
      batch.divide();
      numbers.add(number(numbering, batch, 0));
      batch.settle();
      IntStream.range(0, 2).forEach(i -> numbers.add(number(numbering, batch, i)));
    }
    assertEquals(9, numbers.size());
    Batch<String> other = new Batch<>(List.of("equal"), 1);
    Numbering process = new Numbering(java.util.UUID::randomUUID);
    process.begin(other);
    other.start();
    assertTrue(numbers.add(number(process, other, 0)), "another process has the same number");
  }

  private static String number(Numbering numbering, Batch<String> batch, int index) {
    RecordNumbers numbers = numbering.of(batch, batch.part());
    return numbers.source() + "/" + numbers.of(index);
  }
}
