package dev.obs.exporter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Failures of the file system, after which the sink recovers automatically.
class RecoveryTest {
  @TempDir Path parent;

  private Path folder;
  private Path file;

  @BeforeEach
  void nameThem() {
    folder = parent.resolve("telemetry");
    file = folder.resolve("logs.jsonl");
  }

  private Exporter<LogRecordData> open() throws Exception {
    return new FileLogSink().open(Logs.context(folder));
  }

  @Test
  void appendsAfterARestart() throws Exception {
    for (String run : List.of("1", "2", "3")) {
      try (Exporter<LogRecordData> logs = open()) {
        logs.export(Logs.of(run));
      }
    }
    assertEquals(List.of("1", "2", "3"), Logs.bodies(file));
  }

  @Test
  void cutsOffALineThatACrashTore() throws Exception {
    for (int length : new int[] {1, 100, 8191, 8192, 8193, 50_000}) {
      try (Exporter<LogRecordData> logs = open()) {
        logs.export(Logs.of("whole"));
      }
      Files.writeString(file, "{" + "x".repeat(length - 1), StandardOpenOption.APPEND);
    }
    try (Exporter<LogRecordData> logs = open()) {
      logs.export(Logs.of("last"));
    }
    assertEquals(
        List.of("whole", "whole", "whole", "whole", "whole", "whole", "last"), Logs.bodies(file));
  }

  @Test
  void cutsOffATornLineThatIsAllThereIs() throws Exception {
    Files.createDirectory(folder);
    Files.writeString(file, "{\"resourceLogs\":[");
    try (Exporter<LogRecordData> logs = open()) {
      logs.export(Logs.of("first"));
    }
    assertEquals(List.of("first"), Logs.bodies(file));
  }

  @Test
  void makesTheFolderAgainThatWasRemoved() throws Exception {
    try (Exporter<LogRecordData> logs = open()) {
      logs.export(Logs.of("before"));
      removeFolder();
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("after")));
      assertEquals(List.of("after"), Logs.bodies(file));
      assertTrue(Files.exists(folder.resolve("logs.lock"))); // and holds it for itself again
    }
  }

  @Test
  void retriesWhileAFileIsInThePlaceOfTheFolder() throws Exception {
    try (Exporter<LogRecordData> logs = open()) {
      logs.export(Logs.of("before"));
      removeFolder();
      Files.createFile(folder);
      var retry = assertInstanceOf(ExportResult.Retry.class, logs.export(Logs.of("kept")));
      assertEquals("not a folder: " + folder, retry.reason());
      Files.delete(folder);
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("kept")));
      assertEquals(List.of("kept"), Logs.bodies(file));
    }
  }

  @Test
  void retriesUntilTheFolderCanBeMade() throws Exception {
    Files.createFile(parent.resolve("telemetry")); // its parent, so no error of the setting
    folder = parent.resolve("telemetry/deep");
    file = folder.resolve("logs.jsonl");
    try (Exporter<LogRecordData> logs = open()) {
      assertInstanceOf(ExportResult.Retry.class, logs.export(Logs.of("a")));
      Files.delete(parent.resolve("telemetry"));
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("a")));
    }
    assertEquals(List.of("a"), Logs.bodies(file));
  }

  @Test
  void doesNotFollowALink() throws Exception {
    Path victim = Files.writeString(parent.resolve("victim"), "precious\n");
    Files.createDirectory(folder);
    Files.createSymbolicLink(file, victim);
    try (Exporter<LogRecordData> logs = open()) {
      var retry = assertInstanceOf(ExportResult.Retry.class, logs.export(Logs.of("a")));
      assertEquals("not a regular file: " + file, retry.reason());
      assertEquals("precious\n", Files.readString(victim));
      Files.delete(file);
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("a")));
    }
  }

  @Test
  void goesOnWithANewFileWhereItsOwnWasMovedAway() throws Exception {
    try (Exporter<LogRecordData> logs = open()) {
      logs.export(Logs.of("1"));
      Files.move(file, folder.resolve("taken.jsonl"));
      logs.export(Logs.of("2"));
      Files.writeString(file, ""); // as logrotate's copytruncate does
      logs.export(Logs.of("3"));
    }
    assertEquals(List.of("1"), Logs.bodies(folder.resolve("taken.jsonl")));
    assertEquals(List.of("3"), Logs.bodies(file));
  }

  @Test
  void retriesAWriteThatIsInterrupted() throws Exception {
    try (Exporter<LogRecordData> logs = open()) {
      logs.export(Logs.of("1"));
      Thread.currentThread().interrupt();
      var retry = assertInstanceOf(ExportResult.Retry.class, logs.export(Logs.of("2")));
      assertTrue(Thread.interrupted());
      assertEquals("took too long: " + file, retry.reason());
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("2")));
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("3")));
    }
    assertEquals(List.of("1", "2", "3"), Logs.bodies(file));
  }

  private void removeFolder() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }
}
