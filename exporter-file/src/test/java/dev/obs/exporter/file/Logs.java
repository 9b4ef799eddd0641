package dev.obs.exporter.file;

import dev.obs.testkit.Field;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Minimal log records, and a reader of the records in a folder.
final class Logs {
  private Logs() {}

  /// Returns a context for a sink that writes to a folder.
  static TestContext context(Path folder) {
    return new TestContext().with(FileSettings.PATH, folder);
  }

  static List<LogRecordData> of(String... bodies) {
    return Stream.of(bodies).<LogRecordData>map(Logs::log).toList();
  }

  static LogRecordData log(String body) {
    return TestLogRecordData.builder().setBody(body).build();
  }

  /// Returns the length of a line of one record, for a body of ASCII letters.
  static int lineLength(int bodyLength) {
    String around =
        """
        {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{},\
        "logRecords":[{"body":{"stringValue":""}}]}]}]}
        """;
    return around.length() + bodyLength;
  }

  /// Returns the bodies in a file, which must consist of complete lines.
  static List<String> bodies(Path file) throws IOException {
    String content = Files.readString(file);
    if (!content.isEmpty() && !content.endsWith("\n")) {
      throw new AssertionError("torn: " + content);
    }
    List<String> bodies = new ArrayList<>();
    for (String line : content.lines().toList()) {
      OtlpJson.read(line).forEach(log -> bodies.add((String) log.fields().get(Field.BODY)));
    }
    return bodies;
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
