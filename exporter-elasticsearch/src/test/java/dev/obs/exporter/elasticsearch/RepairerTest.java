package dev.obs.exporter.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The second attempt for documents that are rejected for a field.
class RepairerTest extends BulkExporting {
  private static final Pruning.Note NOTE = new Pruning.Note("labels", "obs_refused_fields");

  private static LogRecordData log(String... names) {
    var attributes = Attributes.builder();
    List.of(names).forEach(name -> attributes.put(name, "x"));
    return Logs.full().setAttributes(attributes.build()).build();
  }

  /// Answers like an index with fields of another type.
  private static Reply refusing(Request request, String... labels) {
    List<String> items = new ArrayList<>();
    for (String document : documents(request)) {
      String item = "{\"create\":{\"status\":201}}";
      for (String label : labels) {
        if (document.contains("\"" + label + "\":")) {
          item =
              "{\"create\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\","
                  + "\"reason\":\"[1:9] failed to parse field [labels."
                  + label
                  + "] of type [long] in document with id 'x'\"}}}";
        }
      }
      items.add(item);
    }
    return reply(200, "{\"items\":[" + String.join(",", items) + "]}");
  }

  private static List<String> documents(Request request) {
    return new String(request.body(), UTF_8)
        .lines()
        .filter(l -> l.contains("\"message\""))
        .toList();
  }

  private static List<String> ids(Request request) {
    return new String(request.body(), UTF_8).lines().filter(l -> l.contains("\"_id\"")).toList();
  }

  @Test
  void sendsARejectedDocumentOnceMoreWithoutTheFieldUnderItsId() throws Exception {
    server.answer(request -> refusing(request, "port"));
    TestContext context = context();
    assertSame(ExportResult.delivered(), export(context, List.of(Logs.plain(1), log("port", "a"))));

    assertEquals(2, server.requests().size());
    Request first = server.requests().getFirst();
    Request second = server.requests().getLast();
    assertEquals(List.of(ids(first).get(1)), ids(second));
    String changed = documents(second).getFirst();
    assertTrue(changed.contains("\"obs_refused_fields\":[\"labels.port\"]"), changed);
    assertTrue(changed.contains("\"a\":\"x\"") && !changed.contains("\"port\":"), changed);
    assertTrue(context.metric("obs.elasticsearch.fields.refused").isPresent());
    assertTrue(context.logged().getFirst().contains("labels.port"), "" + context.logged());
  }

  @Test
  void leavesOutOneFieldAfterTheOther() throws Exception {
    server.answer(request -> refusing(request, "a", "b", "c"));
    assertSame(ExportResult.delivered(), export(context(), List.of(log("a", "b", "c", "d"))));
    assertEquals(4, server.requests().size());
  }

  @Test
  void aRefusalForAFieldThatIsGoneIsFinal() throws Exception {
    String item =
        "{\"create\":{\"status\":400,\"error\":{\"type\":\"t\",\"reason\":\"failed to parse field"
            + " [labels.a] of type [long] in document with id 'x'\"}}}";
    server.answer(reply(200, "{\"items\":[" + item + "]}"));
    TestContext context = context();
    assertEquals(
        new PerItem(
            List.of(
                new Item(
                    0, Verdict.REJECT, "400 t: failed to parse field [labels.a] of type [long]")),
            Duration.ZERO),
        export(context, List.of(log("a", "b"))));
    assertEquals(2, server.requests().size());
    assertTrue(context.metric("obs.elasticsearch.fields.refused").isEmpty());
  }

  @Test
  void aRefusalThatNamesNoFieldOfTheDocumentIsFinalAtOnce() throws Exception {
    server.answer(request -> items(request, 400));
    assertEquals(1, ((PerItem) export(context(), List.of(log("a")))).items().size());
    assertEquals(1, server.requests().size());
    server.answer(request ->
        reply(
            200,
            "{\"items\":[{\"create\":{\"status\":400,\"error\":{\"type\":\"t\",\"reason\":"
                + "\"failed to parse field [@timestamp] of type [date] in document\"}}}]}"));
    assertEquals(1, ((PerItem) export(context(), List.of(log("a")))).items().size());
    assertEquals(2, server.requests().size());
  }

  @Test
  void aClusterThatGoesAwayBetweenTheAttemptsHasTheDocumentSentAgain() throws Exception {
    server.answer(
        request -> server.requests().size() == 1 ? refusing(request, "a") : reply(503, ""));
    assertEquals(
        new PerItem(List.of(new Item(1, Verdict.RETRY, "http 503")), Duration.ZERO),
        export(context(), List.of(Logs.plain(1), log("a"))));
  }

  @Test
  void aDocumentThatCannotBeRepairedNowIsSentAgain() throws Exception {
    server.answer(
        request -> server.requests().size() == 1 ? refusing(request, "a") : reply(503, ""));
    TestContext context = context().with(ElasticsearchSettings.MAX_BULK_SIZE, 1L);
    PerItem result = (PerItem) export(context, List.of(log("a"), log("b")));
    assertEquals(
        List.of(Verdict.RETRY, Verdict.RETRY), result.items().stream().map(Item::verdict).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1:9] failed to parse field [labels.port] of type [long] in document with id"
            + " 'x'|labels.port",
        "failed to parse field [a]b] of type [long] in document|a]b",
        "[1:20] object mapping for [attributes.user] tried to parse field [user] as object, but"
            + " found a concrete value|attributes.user",
        "Could not dynamically add mapping for field [user.id]. Existing mapping for [labels.user]"
            + " must be of type object but found [text].|labels.user",
        "mapper [labels.a.b] cannot be changed from type [long] to [text]|labels.a.b",
        "can't merge a non object mapping [labels.a] with an object mapping|labels.a",
        "Limit of mapping depth [20] has been exceeded due to object field [a.b.c]|a.b.c",
        "Document contains at least one immense term in field=\"labels.x\" (whose UTF-8|labels.x",
        "Flattened field [labels] contains one immense field whose keyed encoding|labels",
        "Limit of total fields [1000] has been exceeded while adding new fields [1]|*",
        "[1:9] mapping set to strict, dynamic introduction of [a] within [labels] is not"
            + " allowed|labels.a",
        "mapping set to strict, dynamic introduction of [a.b] within [_doc] is not allowed|a.b",
        "no way|''",
      })
  void findsTheFieldInTheMessage(String reason, String field) {
    assertEquals(field, RefusedField.in(new ServerError("some_exception", reason)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"labels\":{\"a\":\"1\",\"b\":[{\"c\":1.10,\"d\":2.50}]}}|labels.b.c|"
            + "{\"labels\":{\"a\":\"1\",\"b\":[{\"d\":2.50}],\"obs_refused_fields\":[\"labels.b.c\"]}}",
        "{\"labels\":{\"a.b\":1,\"a\":2,\"ab\":3}}|labels.a|"
            + "{\"labels\":{\"ab\":3,\"obs_refused_fields\":[\"labels.a\"]}}",
        "{\"m\":9007199254740993,\"n\":0.1}|n|"
            + "{\"m\":9007199254740993,\"labels\":{\"obs_refused_fields\":[\"n\"]}}",
        "{\"labels\":{\"obs_refused_fields\":\"mine\",\"a\":1}}|labels.a|"
            + "{\"labels\":{\"obs_refused_fields\":[\"labels.a\"]}}",
        "{\"m\":1,\"labels\":{\"a\":1},\"resource\":{\"attributes\":{\"b\":1}}}|*|"
            + "{\"m\":1,\"resource\":{}}",
        "{\"m\":1,\"labels\":{\"a\":1}}|labels|{\"m\":1}",
        "{\"m\":1,\"labels\":{\"a\":\"\\u2028\\ud83d\\ude00\"}}|m|"
            + "{\"labels\":{\"a\":\"\u2028\uD83D\uDE00\",\"obs_refused_fields\":[\"m\"]}}",
      })
  void copiesADocumentWithoutTheField(String document, String field, String expected) {
    byte[] bytes = ("##" + document + "\n##").getBytes(UTF_8);
    Optional<byte[]> copy = Pruning.of(bytes, 2, bytes.length - 4, Set.of(field), NOTE);
    assertEquals(Optional.of(expected + "\n"), copy.map(b -> new String(b, UTF_8)));
  }

  @Test
  void leavesTheNoteOutIfItIsRefusedToo() {
    byte[] bytes = "{\"labels\":{\"a\":1,\"b\":2}}\n".getBytes(UTF_8);
    Set<String> fields = Set.of("labels.a", "labels.obs_refused_fields");
    assertEquals(
        Optional.of("{\"labels\":{\"b\":2}}\n"),
        Pruning.of(bytes, 0, bytes.length, fields, NOTE).map(b -> new String(b, UTF_8)));
  }

  @Test
  void copiesNothingWithoutTheFieldOrForTheTime() {
    byte[] bytes = "{\"@timestamp\":\"now\",\"a\":1}\n".getBytes(UTF_8);
    for (String field : List.of("b", "@timestamp", "*", "a.b")) {
      assertEquals(Optional.empty(), Pruning.of(bytes, 0, bytes.length, Set.of(field), NOTE));
    }
  }
}
