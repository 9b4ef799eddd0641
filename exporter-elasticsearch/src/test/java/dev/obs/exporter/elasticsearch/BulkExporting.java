package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An exporter with a server that accepts everything by default.
abstract class BulkExporting {
  FakeServer server;

  @BeforeEach
  void start() throws Exception {
    server = FakeServer.start();
    server.answer(request -> items(request, 201));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  TestContext context() {
    return context(server.uri(""));
  }

  static TestContext context(URI... hosts) {
    return new TestContext().version("1.2.3").with(ElasticsearchSettings.HOSTS, List.of(hosts));
  }

  static ExportResult export(TestContext context, List<LogRecordData> batch) throws Exception {
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      return exporter.export(batch);
    }
  }

  /// Returns an item for each record, with the statuses in order, the last one for the rest.
  static Reply items(Request request, int... statuses) {
    return items(lines(request).size(), statuses);
  }

  static Reply items(int count, int... statuses) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int status = statuses[Math.min(i, statuses.length - 1)];
      String error =
          status < 300
              ? ""
              : ",\"error\":{\"type\":\"some_exception\",\"reason\":\"[1:"
                  + i
                  + "] field [a] is bad\"}";
      items.add("{\"create\":{\"status\":" + status + error + "}}");
    }
    return reply(200, "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}");
  }

  static Reply reply(int status, String body) {
    return new Reply(status, Map.of(), body.getBytes(UTF_8));
  }

  static List<String> lines(Request request) {
    return new String(request.body(), UTF_8)
        .lines()
        .filter(line -> line.contains("\"message\""))
        .map(line -> line.replaceFirst(".*\"message\":\"(.*?)\".*", "$1"))
        .toList();
  }
}
