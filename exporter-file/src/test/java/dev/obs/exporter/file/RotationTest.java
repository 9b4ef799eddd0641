package dev.obs.exporter.file;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.exporter.file.json.OtlpJsonEncoder;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.testkit.ManualClock;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private static final int BODY = 400; // two lines to a KiB
  private static final long LINE = Logs.lineLength(BODY);

  @TempDir Path folder;

  private final ManualClock clock = ManualClock.at("2026-11-22T10:15:00.5Z");

  private TestContext context(long maxSize) {
    return Logs.context(folder).clock(clock).with(FileSettings.MAX_SIZE, maxSize);
  }

  @Test
  void fillsAFileToItsLastByteBeforeTheNext() throws Exception {
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context(3 * LINE))) {
      write(logs, 'a', 'b', 'c');
      assertEquals(List.of("logs.jsonl", "logs.lock"), Logs.names(folder));
      assertEquals(3 * LINE, Files.size(folder.resolve("logs.jsonl")));
      write(logs, 'd');
    }
    assertEquals("abc", initials("logs-20261122T101500Z.jsonl"));
    assertEquals("d", initials("logs.jsonl"));
  }

  @Test
  void startsTheNextFileIfOneByteIsMissing() throws Exception {
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context(3 * LINE - 1))) {
      write(logs, 'a', 'b', 'c');
    }
    assertEquals("ab", initials("logs-20261122T101500Z.jsonl"));
    assertEquals("c", initials("logs.jsonl"));
  }

  @Test
  void rotatesByAgeWithTheNextBatch() throws Exception {
    TestContext context = context(1 << 20).with(FileSettings.MAX_AGE, Duration.ofHours(1));
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context)) {
      write(logs, 'a');
      clock.advance(Duration.ofMinutes(59));
      write(logs, 'b');
      clock.advance(Duration.ofMinutes(1));
      write(logs, 'c');
      clock.advance(Duration.ofMinutes(59));
      write(logs, 'd');
    }
    assertEquals("ab", initials("logs-20261122T111500Z.jsonl"));
    assertEquals("cd", initials("logs.jsonl"));
  }

  @Test
  void knowsTheAgeOfAFileAfterARestart() throws Exception {
    clock.set(Instant.now()); // the clock of the file system
    TestContext context = context(1 << 20).with(FileSettings.MAX_AGE, Duration.ofHours(1));
    for (char c = 'a'; c <= 'c'; c++) {
      try (Exporter<LogRecordData> logs = new FileLogSink().open(context)) {
        write(logs, c);
      }
      clock.advance(Duration.ofMinutes(31));
    }
    assertEquals(3, Logs.names(folder).size(), Logs.names(folder)::toString);
    assertEquals("c", initials("logs.jsonl"));
  }

  @Test
  void givesFilesOfOneSecondNamesOfTheirOwnAndDeletesTheOldest() throws Exception {
    TestContext context = context(1 << 10).with(FileSettings.KEEP, 2);
    Path foreign = Files.createFile(folder.resolve("logs-copy.jsonl"));
    Path ofTraces = Files.createFile(folder.resolve("traces-20200101T000000Z.jsonl"));
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context)) {
      for (char c = 'a'; c <= 'y'; c += 2) {
        write(logs, c, (char) (c + 1)); // two to a file
      }
      assertEquals("uv", initials("logs-20261122T101500Z-10.jsonl"));
      assertEquals("wx", initials("logs-20261122T101500Z-11.jsonl"));
      clock.advance(Duration.ofSeconds(1));
      write(logs, '!');
    }
    assertEquals("yz", initials("logs-20261122T101501Z.jsonl"));
    assertEquals(
        List.of(
            "logs-20261122T101500Z-11.jsonl",
            "logs-20261122T101501Z.jsonl",
            foreign.getFileName().toString(),
            "logs.jsonl",
            "logs.lock",
            ofTraces.getFileName().toString()),
        Logs.names(folder));
  }

  @Test
  void keepsNoRotatedFileIfNoneIsToBeKept() throws Exception {
    try (Exporter<LogRecordData> logs =
        new FileLogSink().open(context(1 << 10).with(FileSettings.KEEP, 0))) {
      write(logs, 'a', 'b', 'c');
    }
    assertEquals(List.of("logs.jsonl", "logs.lock"), Logs.names(folder));
    assertEquals("c", initials("logs.jsonl"));
  }

  @Test
  void dividesABatchThatIsLargerThanAFile() throws Exception {
    List<LogRecordData> batch = new ArrayList<>();
    for (char c = 'a'; c <= 'h'; c++) {
      batch.add(Logs.log(body(c, BODY)));
    }
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context(2 * LINE))) {
      assertInstanceOf(ExportResult.Delivered.class, logs.export(batch));
    }
    List<String> names = Logs.names(folder);
    assertEquals(5, names.size(), names::toString);
    assertEquals("ab", initials("logs-20261122T101500Z.jsonl"));
    assertEquals("cd", initials("logs-20261122T101500Z-1.jsonl"));
    assertEquals("gh", initials("logs.jsonl"));
  }

  @Test
  void countsTheEndOfTheLineOfABatch() throws Exception {
    List<LogRecordData> batch = Logs.of(body('a', BODY), body('b', BODY), body('c', BODY));
    int length = new OtlpJsonEncoder().logs(batch).length;
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context(length))) {
      assertInstanceOf(ExportResult.Delivered.class, logs.export(batch));
    }
    assertEquals("a", initials("logs-20261122T101500Z.jsonl"));
    assertEquals("bc", initials("logs.jsonl"));
  }

  @Test
  void asksForTheRestOfABatchOfWhichPartIsWritten() throws Exception {
    List<LogRecordData> batch = new ArrayList<>();
    for (char c = 'a'; c <= 'h'; c++) {
      batch.add(Logs.log(body(c, BODY)));
    }
    batch.set(3, null);
    AtomicInteger asked = new AtomicInteger();
    TestContext context = context(2 * LINE).clock(() -> interrupting(asked));
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context)) {
      var parts = assertInstanceOf(ExportResult.PerItem.class, logs.export(batch));
      assertTrue(Thread.interrupted());
      assertEquals(
          "REJECT [3], RETRY [2, 4, 5, 6, 7]",
          "REJECT " + indexes(parts, Verdict.REJECT) + ", RETRY " + indexes(parts, Verdict.RETRY));
      List<LogRecordData> rest = indexes(parts, Verdict.RETRY).stream().map(batch::get).toList();
      assertInstanceOf(ExportResult.Delivered.class, logs.export(rest));
    }
    StringBuilder all = new StringBuilder();
    for (String name : Logs.names(folder)) {
      all.append(name.endsWith(".jsonl") ? initials(name) : "");
    }
    assertEquals("abcefgh", all.chars().sorted().mapToObj(Character::toString).collect(joining()));
  }

  @Test
  void givesARecordLargerThanAFileOneOfItsOwn() throws Exception {
    List<LogRecordData> batch =
        List.of(Logs.log(body('a', BODY)), Logs.log(body('b', 5_000)), Logs.log(body('c', BODY)));
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context(1 << 10))) {
      assertInstanceOf(ExportResult.Delivered.class, logs.export(batch));
    }
    assertEquals("a", initials("logs-20261122T101500Z.jsonl"));
    assertEquals("b", initials("logs-20261122T101500Z-1.jsonl"));
    assertEquals("c", initials("logs.jsonl"));
  }

  /// Returns the time and interrupts at the first rotation, as the kernel interrupts a slow export.
  /// Opening the file is the only earlier call.
  private Instant interrupting(AtomicInteger asked) {
    if (asked.incrementAndGet() == 2) {
      Thread.currentThread().interrupt();
    }
    return clock.instant();
  }

  private static List<Integer> indexes(ExportResult.PerItem parts, Verdict verdict) {
    return parts.items().stream()
        .filter(item -> item.verdict() == verdict)
        .map(ExportResult.Item::index)
        .toList();
  }

  private static void write(Exporter<LogRecordData> logs, char... initials) throws Exception {
    for (char initial : initials) {
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of(body(initial, BODY))));
    }
  }

  private static String body(char initial, int length) {
    return initial + "x".repeat(length - 1);
  }

  private String initials(String file) throws Exception {
    StringBuilder initials = new StringBuilder();
    Logs.bodies(folder.resolve(file)).forEach(body -> initials.append(body.charAt(0)));
    return initials.toString();
  }
}
