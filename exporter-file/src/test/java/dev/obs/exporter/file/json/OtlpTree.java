package dev.obs.exporter.file.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// OTLP JSON as trees that are equal if they have the same meaning.
final class OtlpTree {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Fields whose presence has a meaning, whatever their value.
  private static final Set<String> PRESENT =
      Set.of(
          "stringValue",
          "intValue",
          "doubleValue",
          "boolValue",
          "bytesValue",
          "arrayValue",
          "kvlistValue",
          "asInt",
          "asDouble",
          "gauge",
          "sum",
          "min",
          "max",
          "histogram",
          "exponentialHistogram",
          "summary",
          "body");

  private static final Set<String> GROUPS =
      Set.of(
          "resourceSpans",
          "resourceLogs",
          "resourceMetrics",
          "scopeSpans",
          "scopeLogs",
          "scopeMetrics");

  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

  private static final Set<String> DEFAULTS = Set.of("", "0", "0.0", "false");

  private OtlpTree() {}

  /// Returns the tree without default values, with the groups of resources and scopes in one order,
  /// and with numbers of one type.
  static JsonNode canonical(byte[] json) throws IOException {
    return canonical("", MAPPER.readTree(json));
  }

  private static JsonNode canonical(String name, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(field -> {
              JsonNode value = canonical(field.getKey(), field.getValue());
              if (PRESENT.contains(field.getKey()) || !isDefault(value)) {
                kept.set(field.getKey(), value);
              }
            });
        yield kept;
      }
      case ArrayNode array -> {
        List<JsonNode> items =
            StreamSupport.stream(array.spliterator(), false)
                .map(item -> canonical(name, item))
                .toList();
        yield JsonNodeFactory.instance
            .arrayNode()
            .addAll(
                GROUPS.contains(name)
                    ? items.stream().sorted(Comparator.comparing(JsonNode::toString)).toList()
                    : items);
      }
      default -> node.isNumber() ? DoubleNode.valueOf(node.doubleValue()) : node;
    };
  }

  private static boolean isDefault(JsonNode value) {
    return value.isContainerNode() ? value.isEmpty() : DEFAULTS.contains(value.asText());
  }

  /// Returns the tree with ids as in protobuf's own JSON.
  static String withBase64Ids(byte[] json) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    for (String field : IDS) {
      for (JsonNode parent : tree.findParents(field)) {
        byte[] id = HexFormat.of().parseHex(parent.get(field).textValue());
        ((ObjectNode) parent).put(field, Base64.getEncoder().encodeToString(id));
      }
    }
    return tree.toString();
  }
}
