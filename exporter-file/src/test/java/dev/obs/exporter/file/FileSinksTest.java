package dev.obs.exporter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.SettingException;
import dev.obs.spi.TraceSink;
import dev.obs.testkit.Field;
import dev.obs.testkit.Metrics;
import dev.obs.testkit.Spans;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinksTest {
  @TempDir Path folder;

  @Test
  void isFoundOnTheClassPathForEachSignal() {
    assertTrue(
        ServiceLoader.load(TraceSink.class).stream()
            .anyMatch(p -> p.type() == FileTraceSink.class));
    assertTrue(
        ServiceLoader.load(MetricSink.class).stream()
            .anyMatch(p -> p.type() == FileMetricSink.class));
    assertTrue(
        ServiceLoader.load(LogSink.class).stream().anyMatch(p -> p.type() == FileLogSink.class));
  }

  @Test
  void writesEachSignalToAFileOfItsOwn() throws Exception {
    TestContext context = Logs.context(folder);
    MetricData metric = Metrics.gauge("load", 0.5, Attributes.empty());
    MetricOutlet.Push push = (MetricOutlet.Push) new FileMetricSink().open(context);
    try (Exporter<SpanData> traces = new FileTraceSink().open(context);
        Exporter<MetricData> metrics = push.exporter();
        Exporter<LogRecordData> logs = new FileLogSink().open(context)) {
      assertInstanceOf(ExportResult.Delivered.class, traces.export(Spans.many(2)));
      assertInstanceOf(ExportResult.Delivered.class, metrics.export(List.of(metric)));
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("hello", "you")));
      assertInstanceOf(ExportResult.Delivered.class, logs.export(Logs.of("there\nand here")));
    }
    assertEquals(List.of("span 0", "span 1"), names("traces.jsonl"));
    assertEquals(List.of("load"), names("metrics.jsonl"));
    Path logs = folder.resolve("logs.jsonl");
    assertEquals(2, Files.readAllLines(logs).size());
    assertEquals(List.of("hello", "you", "there\nand here"), Logs.bodies(logs));
  }

  @Test
  void makesFilesAndFoldersForItsOwnerAlone() throws Exception {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "SKIPPED: the file system knows no modes");
    Path deep = folder.resolve("a/b");
    try (Exporter<LogRecordData> logs = new FileLogSink().open(Logs.context(deep))) {
      logs.export(Logs.of("secret"));
    }
    assertEquals("rwx------", mode(folder.resolve("a")));
    assertEquals("rwx------", mode(deep));
    assertEquals("rw-------", mode(deep.resolve("logs.jsonl")));
  }

  @Test
  void refusesAFolderThatAnotherProcessWrites() throws Exception {
    TestContext context = Logs.context(folder);
    try (Exporter<LogRecordData> first = new FileLogSink().open(context)) {
      SettingException refused =
          assertThrows(SettingException.class, () -> new FileLogSink().open(context));
      assertEquals(FileSettings.PATH, refused.setting());
      assertEquals(
          folder
              + " is in use by process "
              + ProcessHandle.current().pid()
              + "; give each process a separate folder",
          refused.getMessage());
      assertInstanceOf(ExportResult.Delivered.class, first.export(Logs.of("still mine")));
    }
    new FileLogSink().open(context).close();
  }

  @Test
  void refusesAPathThatIsAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    SettingException refused =
        assertThrows(SettingException.class, () -> new FileLogSink().open(Logs.context(file)));
    assertEquals(
        file + " is not a folder; name the folder to put the files in", refused.getMessage());
  }

  @Test
  void rejectsARecordThatCannotBeEncodedAndWritesTheOthers() throws Exception {
    List<LogRecordData> batch = new ArrayList<>(Logs.of("1", "2", "3"));
    batch.add(1, null);
    try (Exporter<LogRecordData> logs = new FileLogSink().open(Logs.context(folder))) {
      var result = assertInstanceOf(ExportResult.PerItem.class, logs.export(batch));
      assertEquals(1, result.items().size());
      assertEquals(1, result.items().getFirst().index());
      assertEquals(ExportResult.Verdict.REJECT, result.items().getFirst().verdict());
    }
    assertEquals(List.of("1", "2", "3"), Logs.bodies(folder.resolve("logs.jsonl")));
  }

  /// Returns the names of the records in a file's only line.
  private List<Object> names(String file) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    assertEquals(1, lines.size());
    return OtlpJson.read(lines.getFirst()).stream()
        .map(record -> record.fields().get(Field.NAME))
        .toList();
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
