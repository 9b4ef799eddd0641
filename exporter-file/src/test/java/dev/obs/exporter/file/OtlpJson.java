package dev.obs.exporter.file;

import dev.obs.testkit.Field;
import dev.obs.testkit.Json;
import dev.obs.testkit.Received;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A reader of lines of [OTLP
/// JSON](https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding) without the encoder's
/// code. An absent field has its default value.
final class OtlpJson {
  private static final List<String> KINDS =
      List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final List<String> STATUS = List.of("", "OK", "ERROR");

  private OtlpJson() {}

  static List<Received> read(String line) {
    Map<String, Object> request = Json.map(Json.parse(line));
    List<Received> all = new ArrayList<>();
    for (Map<String, Object> group :
        objects(request, "resourceSpans", "resourceMetrics", "resourceLogs")) {
      Object service = attributes(Json.map(group.get("resource"))).get("service.name");
      for (Map<String, Object> scoped : objects(group, "scopeSpans", "scopeMetrics", "scopeLogs")) {
        Object scope = Json.map(scoped.get("scope")).get("name");
        Stream.of(
                objects(scoped, "spans").stream().map(OtlpJson::span),
                objects(scoped, "metrics").stream().flatMap(OtlpJsonMetric::points),
                objects(scoped, "logRecords").stream().map(OtlpJson::log))
            .<Received>flatMap(records -> records)
            .map(record -> record.with(Field.SERVICE, service).with(Field.SCOPE, scope))
            .forEach(all::add);
      }
    }
    return all;
  }

  private static Received span(Map<String, Object> span) {
    Map<String, Object> status = Json.map(span.get("status"));
    List<Map<String, Object>> events = objects(span, "events");
    List<Map<String, Object>> links = objects(span, "links");
    return Received.of(text(span, "name"), attributes(span))
        .with(Field.TRACE_ID, span.get("traceId"))
        .with(Field.SPAN_ID, span.get("spanId"))
        .with(Field.PARENT_ID, span.get("parentSpanId"))
        .with(Field.KIND, KINDS.get(number(span, "kind")))
        .with(Field.START, time(span, "startTimeUnixNano"))
        .with(Field.END, time(span, "endTimeUnixNano"))
        .with(Field.STATUS, STATUS.get(number(status, "code")))
        .with(Field.STATUS_DESCRIPTION, status.get("message"))
        .with(Field.EVENTS, events.stream().map(event -> text(event, "name")).toList())
        .with(Field.EVENT_ATTRIBUTES, events.stream().map(OtlpJson::attributes).toList())
        .with(Field.LINKS, links.stream().map(link -> text(link, "spanId")).toList());
  }

  private static Received log(Map<String, Object> log) {
    return Received.of(text(log, "eventName"), attributes(log))
        .with(Field.TRACE_ID, log.get("traceId"))
        .with(Field.SPAN_ID, log.get("spanId"))
        .with(Field.TIMESTAMP, time(log, "timeUnixNano"))
        .with(Field.OBSERVED, time(log, "observedTimeUnixNano"))
        .with(Field.SEVERITY, log.get("severityNumber"))
        .with(Field.SEVERITY_TEXT, log.get("severityText"))
        .with(Field.BODY, value(Json.map(log.get("body"))));
  }

  static Map<String, Object> attributes(Map<String, Object> owner) {
    return keyValues(owner, "attributes");
  }

  private static Map<String, Object> keyValues(Map<String, Object> owner, String name) {
    Map<String, Object> values = new LinkedHashMap<>();
    objects(owner, name)
        .forEach(entry -> values.put(text(entry, "key"), value(Json.map(entry.get("value")))));
    return values;
  }

  /// Returns a value, or null for an empty one.
  private static Object value(Map<String, Object> any) {
    for (Map.Entry<String, Object> member : any.entrySet()) {
      return switch (member.getKey()) {
        case "stringValue", "boolValue", "doubleValue" -> member.getValue();
        case "intValue" -> Long.valueOf((String) member.getValue());
        case "bytesValue" -> Base64.getDecoder().decode((String) member.getValue());
        case "kvlistValue" -> keyValues(Json.map(member.getValue()), "values");
        case "arrayValue" ->
            objects(Json.map(member.getValue()), "values").stream().map(OtlpJson::value).toList();
        default -> throw new IllegalArgumentException("no kind of value: " + member.getKey());
      };
    }
    return null;
  }

  /// Returns the objects in the lists of these names.
  static List<Map<String, Object>> objects(Map<String, Object> owner, String... names) {
    return Stream.of(names)
        .flatMap(name -> Json.list(owner.get(name)).stream())
        .map(Json::map)
        .toList();
  }

  static String text(Map<String, Object> owner, String name) {
    return (String) owner.getOrDefault(name, "");
  }

  static int number(Map<String, Object> owner, String name) {
    return Math.toIntExact((Long) owner.getOrDefault(name, 0L));
  }

  static long time(Map<String, Object> owner, String name) {
    return Long.parseUnsignedLong((String) owner.getOrDefault(name, "0"));
  }
}
