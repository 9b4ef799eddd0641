package dev.obs.example.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Log records, and what a folder holds of them.
final class Logs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Logs() {}

  static List<LogRecordData> of(String... bodies) {
    return Stream.of(bodies).<LogRecordData>map(Logs::log).toList();
  }

  static LogRecordData log(String body) {
    return TestLogRecordData.builder().setBody(body).build();
  }

  /// How many bytes a line of one record takes, for a body of ASCII letters.
  static int lineLength(int bodyLength) {
    String around =
        """
        {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{},\
        "logRecords":[{"body":{"stringValue":""}}]}]}]}
        """;
    return around.length() + bodyLength;
  }

  /// The bodies in a file, which must consist of whole lines.
  static List<String> bodies(Path file) throws IOException {
    String content = Files.readString(file);
    if (!content.isEmpty() && !content.endsWith("\n")) {
      throw new AssertionError("torn: " + content);
    }
    List<String> bodies = new ArrayList<>();
    for (String line : content.lines().toList()) {
      for (JsonNode body : JSON.readTree(line).findValues("body")) {
        bodies.add(body.get("stringValue").textValue());
      }
    }
    return bodies;
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
