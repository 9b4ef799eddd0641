package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The requests for the index template and the documents after each answer.
class TemplateInstallerTest extends BulkExporting {
  private static final Reply EXISTS =
      reply(
          400,
          "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"index template"
              + " [obs-applogs] already exists\"},\"status\":400}");

  private TestContext indexed() {
    return context(server.uri("/es/")).with(ElasticsearchSettings.INDEX, "applogs");
  }

  /// Answers a PUT by its number, counted from 1, and accepts all documents.
  private void answer(Function<Integer, Reply> puts) {
    server.answer(request ->
        switch (request.method()) {
          case "PUT" -> puts.apply(requests("PUT").size());
          case "GET" -> reply(404, "");
          default -> items(request, 201);
        });
  }

  private List<Request> requests(String method) {
    return server.requests().stream().filter(request -> request.method().equals(method)).toList();
  }

  @Test
  void putsTheTemplateBeforeTheFirstDocumentsOnly() throws Exception {
    answer(_ -> reply(200, "{\"acknowledged\":true}"));
    TestContext context = indexed();
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 1)));
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(1, 2)));
    }
    assertEquals(
        List.of("PUT", "GET", "POST", "POST"),
        server.requests().stream().map(Request::method).toList());
    Request put = server.requests().getFirst();
    assertEquals("/es/_index_template/obs-applogs?create=true", put.path());
    JsonNode template = new JsonMapper().readTree(put.body());
    assertEquals("applogs", template.at("/index_patterns/0").textValue());
    assertEquals("applogs-0*", template.at("/index_patterns/1").textValue());
    assertEquals("flattened", template.at("/template/mappings/properties/labels/type").textValue());
    assertEquals(List.of(), context.logged());
  }

  @Test
  void putsNoTemplateForADataStreamOrIfItIsNotWanted() throws Exception {
    answer(_ -> reply(500, ""));
    assertSame(ExportResult.delivered(), export(context(), Logs.plain(0, 1)));
    assertSame(
        ExportResult.delivered(),
        export(indexed().with(ElasticsearchSettings.INDEX_TEMPLATE, false), Logs.plain(0, 1)));
    assertEquals(List.of(), requests("PUT"));
  }

  @Test
  void aTemplateThatExistsStays() throws Exception {
    answer(_ -> EXISTS);
    TestContext context = indexed();
    assertSame(ExportResult.delivered(), export(context, Logs.plain(0, 1)));
    assertEquals(1, requests("PUT").size());
    assertEquals(List.of(), context.logged());
  }

  @Test
  void aServerThatDoesNotKnowPartsOfTheTemplateGetsASimplerOne() throws Exception {
    answer(put ->
        put < 3
            ? reply(
                400, "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"unknown\"}}")
            : reply(200, "{}"));
    TestContext context = indexed();
    assertSame(ExportResult.delivered(), export(context, Logs.plain(0, 1)));
    List<String> bodies =
        requests("PUT").stream().map(put -> new String(put.body(), UTF_8)).toList();
    assertTrue(bodies.get(0).contains("ignore_dynamic_beyond_limit"));
    assertTrue(!bodies.get(1).contains("ignore_dynamic") && bodies.get(1).contains("flattened"));
    assertTrue(bodies.get(2).contains("flat_object"));
    assertEquals(List.of(), context.logged());
  }

  @Test
  void documentsAreSentWithoutItIfThePrivilegeIsMissing() throws Exception {
    answer(_ ->
        reply(
            403,
            "{\"error\":{\"type\":\"security_exception\",\"reason\":\"action"
                + " [indices:admin/index_template/put] is unauthorized\"}}"));
    TestContext context = indexed();
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 1)));
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(1, 2)));
    }
    assertEquals(1, requests("PUT").size());
    assertEquals(1, context.logged().size());
    String line = context.logged().getFirst();
    assertTrue(line.contains("manage_index_templates") && line.contains("unauthorized"), line);
  }

  @Test
  void documentsWaitWhileTheClusterDoesNotAnswerButNotForEver() throws Exception {
    answer(put -> put == 7 ? reply(200, "{}") : reply(503, ""));
    TestContext context = indexed();
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(new Retry("http 503"), exporter.export(Logs.plain(0, 1)));
        assertEquals(List.of(), requests("POST"));
      }
      for (int i = 0; i < 3; i++) {
        assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 1)));
      }
    }
    assertEquals(7, requests("PUT").size());
    assertEquals(3, requests("POST").size());
    assertTrue(context.logged().getFirst().contains("http 503"), context.logged().getFirst());
  }

  @Test
  void anIndexThatExistedIsReportedAfterAFailureToo() throws Exception {
    server.answer(request ->
        switch (request.method()) {
          case "PUT" -> reply(200, "{}");
          case "GET" -> reply(requests("GET").size() == 1 ? 503 : 200, "{}");
          default -> items(request, 201);
        });
    TestContext context = indexed();
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      assertEquals(new Retry("http 503"), exporter.export(Logs.plain(0, 1)));
      assertEquals(List.of(), context.logged());
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 1)));
    }
    assertEquals(1, requests("PUT").size());
    assertEquals(1, context.logged().size());
    String line = context.logged().getFirst();
    assertTrue(line.contains("existed before the index template"), line);
  }

  @Test
  void documentsWaitForCredentialsAndTheReasonNamesThem() throws Exception {
    answer(put -> put == 1 ? reply(401, "") : EXISTS);
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(indexed())) {
      assertEquals(
          new Retry("http 401: check api_key, or username and password"),
          exporter.export(Logs.plain(0, 1)));
      assertSame(ExportResult.delivered(), exporter.export(Logs.plain(0, 1)));
    }
  }
}
