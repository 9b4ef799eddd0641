package dev.obs.exporter.elasticsearch;

import static dev.obs.exporter.elasticsearch.Cluster.export;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obs.spi.ExportResult;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index that a real Elasticsearch creates by our template.
class IndexTemplateIT {
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = new Cluster();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static TestContext context(String index, String layout) {
    return cluster
        .context()
        .with(ElasticsearchSettings.INDEX, index)
        .with(ElasticsearchSettings.LAYOUT, layout);
  }

  private static LogRecordData log(String body, Attributes attributes) {
    return Logs.full().setBody(body).setAttributes(attributes).build();
  }

  private static Attributes attribute(String name, String value) {
    return Attributes.builder().put(name, value).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "otel"})
  void textsThatBeginWithADateAreTexts(String layout) throws Exception {
    String index = "dates-" + layout;
    assertSame(
        ExportResult.delivered(),
        export(
            context(index, layout),
            List.of(
                log("2026-01-01", attribute("when", "2026-01-01")),
                log("two words", attribute("when", "later")))));

    String message = layout.equals("ecs") ? "message" : "body.text";
    assertEquals(1, cluster.query(index, Map.of("match", Map.of(message, "words"))).size());
    String attributes = layout.equals("ecs") ? "labels.when" : "attributes.when";
    assertEquals(1, cluster.search(index, attributes, "later").size());
  }

  @Test
  void aNameMayHaveCharactersThatAnAddressMayNot() throws Exception {
    String index = "odd-{a}%41-\u00fc";
    assertSame(
        ExportResult.delivered(),
        export(context(index, "ecs"), List.of(log("2026-01-01", Attributes.empty()))));

    JsonNode hits = cluster.query("odd-*", Map.of("match", Map.of("message", "2026-01-01")));
    assertEquals(1, hits.size(), "by our template the message is text");
    assertEquals(index, hits.get(0).get("_index").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "otel"})
  void aThousandNamesCostNoRecordAndAreFound(String layout) throws Exception {
    AttributesBuilder many = Attributes.builder();
    for (int i = 0; i < 1_500; i++) {
      many.put("name" + i, i);
    }
    String index = "names-" + layout;
    assertSame(
        ExportResult.delivered(),
        export(context(index, layout), List.of(log("many", many.build()))));

    String attributes = layout.equals("ecs") ? "labels.name1499" : "attributes.name1499";
    assertEquals(1, cluster.search(index, attributes, "1499").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "otel"})
  void aNameBesideItsPrefixAndWithSeveralTypesCostsNoRecord(String layout) throws Exception {
    String index = "types-" + layout;
    AttributeKey<Value<?>> user = AttributeKey.valueKey("user");
    List<LogRecordData> batch =
        List.of(
            log("1", Attributes.builder().put("user", "ann").put("user.id", 7).build()),
            log("2", Attributes.builder().put("user", 1).put("user.id", "seven").build()),
            log("3", Attributes.builder().put("user", true).put("user.id", 0.5).build()),
            log("4", Attributes.of(user, Value.of(Map.of("id", Value.of("deep"))))),
            log("5", Attributes.builder().put("user", "a", "b").build()));
    assertSame(ExportResult.delivered(), export(context(index, layout), batch));

    assertEquals(5, cluster.count(index));
    if (layout.equals("otel")) {
      assertEquals(1, cluster.search(index, "attributes.user", "ann").size());
      assertEquals(1, cluster.search(index, "attributes.user.id", "seven").size());
      assertEquals(1, cluster.search(index, "attributes.user.id", "deep").size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "otel"})
  void takesWhateverCanBeLogged(String layout) throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      assertSame(
          ExportResult.delivered(),
          export(context("nasty-" + layout, layout), Logs.nasty(seed, 50, false)),
          "seed " + seed);
    }
    assertEquals(150, cluster.count("nasty-" + layout));
  }

  @Test
  void aLongTextIsKeptAndTheRecordArrives() throws Exception {
    String text = "é".repeat(40_000);
    assertSame(
        ExportResult.delivered(),
        export(context("long", "ecs"), List.of(log(text, attribute("long", text)))));
    JsonNode log = cluster.search("long", "service.name", "shop").get(0).get("_source");
    assertEquals(text, log.get("message").textValue());
    assertTrue(text.startsWith(log.at("/labels/long").textValue()));
  }

  @Test
  void withoutTheTemplateTheFirstValueMakesTheType() throws Exception {
    TestContext context =
        context("untyped", "ecs").with(ElasticsearchSettings.INDEX_TEMPLATE, false);
    assertSame(
        ExportResult.delivered(), export(context, List.of(log("2026-01-01", Attributes.empty()))));
    assertEquals("date", mapping("untyped", "message"));
  }

  @Test
  void anOperatorsTemplateOfTheSameNameStays() throws Exception {
    cluster.send(
        "PUT",
        "/_index_template/obs-mine",
        "{\"index_patterns\":[\"mine\"],\"template\":{\"mappings\":{\"properties\":{\"message\":"
            + "{\"type\":\"keyword\"}}}}}");
    TestContext context = context("mine", "ecs");
    assertSame(ExportResult.delivered(), export(context, Logs.plain(0, 1)));
    assertEquals("keyword", mapping("mine", "message"));
    assertEquals(List.of(), context.logged());
  }

  @Test
  void anotherProcessFindsTheTemplateAndSaysNothing() throws Exception {
    TestContext first = context("shared", "ecs");
    TestContext second = context("shared", "ecs");
    assertSame(ExportResult.delivered(), export(first, Logs.plain(0, 1)));
    assertSame(ExportResult.delivered(), export(second, Logs.plain(1, 2)));
    assertEquals(List.of(), first.logged());
    assertEquals(List.of(), second.logged());
    assertEquals("text", mapping("shared", "message"));
  }

  @Test
  void anIndexBeforeTheTemplateIsNamed() throws Exception {
    cluster.send("PUT", "/older", "");
    TestContext context = context("older", "ecs");
    assertSame(ExportResult.delivered(), export(context, Logs.plain(0, 1)));
    assertEquals(1, context.logged().size());
    assertTrue(
        context.logged().getFirst().contains("older existed before"), context.logged().getFirst());
  }

  @Test
  void theIndicesOfARolloverHaveTheMappingAndOtherNamesDoNot() throws Exception {
    assertSame(ExportResult.delivered(), export(context("roll", "ecs"), Logs.plain(0, 1)));
    cluster.send("PUT", "/roll-000002", "");
    cluster.send("PUT", "/roll-x", "");
    assertEquals("text", mapping("roll-000002", "message"));
    assertTrue(cluster.get("/roll-x").at("/roll-x/mappings").isEmpty());
  }

  @Test
  void indicesWhoseNamesBeginAlikeHaveATemplateEach() throws Exception {
    for (String index : List.of("app", "app-0x", "app-0x-0y")) {
      TestContext context = context(index, "ecs");
      assertInstanceOf(ExportResult.Delivered.class, export(context, Logs.plain(0, 1)));
      assertEquals(List.of(), context.logged());
      assertEquals("text", mapping(index, "message"));
    }
  }

  @Test
  void anIndexWithoutRoomForFieldsKeepsTheRecordWithoutItsAttributes() throws Exception {
    cluster.send("PUT", "/full", "{\"settings\":{\"index.mapping.total_fields.limit\":60}}");
    TestContext context = context("full", "ecs").with(ElasticsearchSettings.INDEX_TEMPLATE, false);
    AttributesBuilder many = Attributes.builder();
    for (int i = 0; i < 100; i++) {
      many.put("name" + i, i);
    }
    assertSame(ExportResult.delivered(), export(context, List.of(log("many", many.build()))));
    JsonNode log = cluster.search("full", "service.version", "1.2").get(0).get("_source");
    assertEquals("many", log.get("message").textValue());
    assertTrue(log.path("labels").isMissingNode());
  }

  @Test
  void twoRefusedFieldsAndAnImmenseOneCostThemselvesOnly() throws Exception {
    cluster.send(
        "PUT",
        "/strict",
        "{\"mappings\":{\"properties\":{\"labels\":{\"properties\":{\"a\":{\"type\":\"long\"},"
            + "\"b\":{\"type\":\"ip\"},\"c\":{\"properties\":{\"d\":{\"type\":\"keyword\"}}}}},"
            + "\"message\":{\"type\":\"keyword\"}}}}");
    TestContext context =
        context("strict", "ecs").with(ElasticsearchSettings.INDEX_TEMPLATE, false);
    Attributes bad =
        Attributes.builder().put("a", "x").put("b", "y").put("c", "z").put("good", "g").build();
    assertSame(ExportResult.delivered(), export(context, List.of(log("m".repeat(40_000), bad))));
    JsonNode log = cluster.query("strict", Map.of("match_all", Map.of())).get(0).get("_source");
    assertEquals(
        "[\"labels.a\",\"labels.b\",\"labels.c\",\"message\"]",
        log.at("/labels/obs_refused_fields").toString());
    assertEquals("g", log.at("/labels/good").textValue());
    assertEquals(4, fieldsRefused(context));
  }

  @Test
  void aStrictIndexKeepsWhatItKnows() throws Exception {
    cluster.send(
        "PUT",
        "/known",
        "{\"mappings\":{\"dynamic\":true,\"properties\":{\"labels\":{\"dynamic\":\"strict\","
            + "\"properties\":{\"good\":{\"type\":\"keyword\"},\"team\":{\"type\":\"keyword\"}}}}}}");
    TestContext context = context("known", "ecs").with(ElasticsearchSettings.INDEX_TEMPLATE, false);
    Attributes attributes = Attributes.builder().put("good", "g").put("other", "o").build();
    assertSame(ExportResult.delivered(), export(context, List.of(log("strict", attributes))));
    JsonNode labels = cluster.search("known", "labels.good", "g").get(0).at("/_source/labels");
    assertEquals("{\"good\":\"g\",\"team\":\"checkout\"}", labels.toString());
  }

  private static long fieldsRefused(TestContext context) {
    return context
        .metric("obs.elasticsearch.fields.refused")
        .orElseThrow()
        .getLongSumData()
        .getPoints()
        .stream()
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  private static String mapping(String index, String field) throws Exception {
    return cluster
        .get("/" + index + "/_mapping")
        .at("/" + index + "/mappings/properties/" + field + "/type")
        .textValue();
  }
}
