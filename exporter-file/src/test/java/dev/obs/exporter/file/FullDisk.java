package dev.obs.exporter.file;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A process that fills the small disk of a folder, frees space, continues, and prints its
/// observations. It is a separate process, because the disk exists only in it.
final class FullDisk {
  private static final String PADDING = "x".repeat(7_000);

  private FullDisk() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Path filler =
        Files.write(folder.resolve("filler"), new byte[100_000], StandardOpenOption.CREATE);
    TestContext context =
        Logs.context(folder.resolve("telemetry"))
            .with(FileSettings.MAX_SIZE, 60_000L)
            .with(FileSettings.KEEP, 1_000);
    try (Exporter<LogRecordData> logs = new FileLogSink().open(context)) {
      int written = 0;
      ExportResult result = export(logs, written);
      while (result instanceof ExportResult.Delivered) {
        result = export(logs, ++written);
      }
      System.out.println(result);
      System.out.println("whole " + bodies(folder).equals(numbers(written)));
      System.out.println("again " + export(logs, written).equals(result));
      Files.delete(filler);
      System.out.println(export(logs, written));
      System.out.println("whole " + bodies(folder).equals(numbers(written + 1)));
    }
  }

  private static ExportResult export(Exporter<LogRecordData> logs, int number) throws Exception {
    return logs.export(Logs.of(number + PADDING));
  }

  private static List<Integer> numbers(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static List<Integer> bodies(Path folder) throws Exception {
    List<Integer> bodies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("telemetry"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        for (String body : Logs.bodies(file)) {
          bodies.add(Integer.valueOf(body.replace("x", "")));
        }
      }
    }
    return bodies.stream().sorted().toList();
  }
}
