package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// An [index template](https://www.elastic.co/docs/manage-data/data-store/templates) for an index
/// that takes every record. Without it Elasticsearch derives a type from the first value of each
/// field, such as a date, and refuses other values from then on.
///
/// Attributes are `flattened`: each value is a keyword, `user` exists beside `user.id`, and a
/// thousand names cost one field. A text of more than 6,000 characters is kept but cannot be
/// searched: Lucene accepts no term above 32,766 bytes, the name included.
///
/// @param index the index, or the alias whose indices a rollover creates
/// @param otel whether documents have the layout of OpenTelemetry
record IndexTemplate(String index, boolean otel) {
  /// Above the templates for logs of Elasticsearch and Fleet, which have 100 to 200. A longer name
  /// has a higher one: two templates with one priority must not match the same index.
  private static final int PRIORITY = 500;

  private static final String IGNORE_DYNAMIC =
      "\"index.mapping.total_fields.ignore_dynamic_beyond_limit\": true";

  private static final String FLATTENED = "{\"type\": \"flattened\", \"ignore_above\": 6000}";
  private static final String FLAT_OBJECT = "{\"type\": \"flat_object\"}"; // of OpenSearch

  private static final String ECS =
      """
      "@timestamp": {"type": "date_nanos"},
      "message": {"type": "text"},
      "error": {"properties": {"message": {"type": "text"}, "stack_trace": {"type": "text"}}},
      "event": {"properties": {"created": {"type": "date_nanos"}, "severity": {"type": "long"}}},
      "process": {"properties": {"pid": {"type": "long"}, "thread": {"properties": {"id": {"type": "long"}}}}},
      "log": {"properties": {"origin": {"properties": {"file": {"properties": {"line": {"type": "long"}}}}}}},
      "labels": #
      """;

  private static final String OTEL =
      """
      "@timestamp": {"type": "date_nanos"},
      "observed_timestamp": {"type": "date_nanos"},
      "severity_number": {"type": "long"},
      "dropped_attributes_count": {"type": "long"},
      "body": {"properties": {"text": {"type": "text"}, "structured": #}},
      "attributes": #,
      "scope": {"properties": {"attributes": #}},
      "resource": {"properties": {"attributes": #}}
      """;

  /// Returns the name of the template.
  String name() {
    return "obs-" + index;
  }

  /// Returns the template, and forms of it for servers that do not know all of it: Elasticsearch
  /// before 8.14 and OpenSearch.
  List<byte[]> bodies() {
    return Stream.of(body(IGNORE_DYNAMIC, FLATTENED), body("", FLATTENED), body("", FLAT_OBJECT))
        .map(body -> body.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /// A pattern of all names with the index's prefix would match data streams as well: the index
  /// `logs` must not change `logs-*-*`. Indices of a rollover are numbered from 000001.
  private String body(String settings, String attributes) {
    return """
    {
      "index_patterns": [%s, %s],
      "priority": %d,
      "_meta": {"managed_by": "obs", "version": 1},
      "template": {
        "settings": {%s},
        "mappings": {
          "date_detection": false,
          "numeric_detection": false,
          "dynamic_templates": [
            {"text": {"match_mapping_type": "string", "mapping": {"type": "keyword", "ignore_above": 6000}}}
          ],
          "properties": {
            %s
          }
        }
      }
    }
    """
        .formatted(
            json(index),
            json(index + "-0*"),
            PRIORITY + index.length(),
            settings,
            (otel ? OTEL : ECS).strip().replace("#", attributes));
  }

  private static String json(String text) {
    return new JsonWriter().value(text).toString();
  }
}
