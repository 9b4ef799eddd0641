package dev.obs.example.openapi;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A builder of the tree of an OpenAPI document, version 3.1.
///
/// See https://spec.openapis.org/oas/v3.1.0.html.
final class OpenApi {
  private static final Map<Integer, String> PHRASES =
      Map.of(
          200, "OK",
          201, "Created",
          202, "Accepted",
          203, "Non-Authoritative Information",
          204, "No Content",
          205, "Reset Content",
          206, "Partial Content");

  private final Set<String> operationIds = new HashSet<>();

  private OpenApi() {}

  static Map<String, Object> document(
      String title, String version, SortedMap<String, SortedMap<String, Route>> paths) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", title);
    info.put("version", version);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", info);
    document.put("tags", tags(paths));
    document.put("paths", new OpenApi().paths(paths));
    return document;
  }

  private static List<Map<String, Object>> tags(SortedMap<String, SortedMap<String, Route>> paths) {
    Set<String> names = new TreeSet<>();
    paths.values().forEach(item -> item.values().forEach(route -> names.add(route.owner())));
    return names.stream().map(name -> Map.<String, Object>of("name", name)).toList();
  }

  private Map<String, Object> paths(SortedMap<String, SortedMap<String, Route>> paths) {
    Map<String, Object> items = new LinkedHashMap<>();
    paths.forEach((path, routes) -> {
      Map<String, Object> item = new LinkedHashMap<>();
      routes.forEach((method, route) -> item.put(method, operation(route)));
      items.put(path, item);
    });
    return items;
  }

  private Map<String, Object> operation(Route route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", operationId(route.owner() + "_" + route.handler()));
    operation.put("tags", List.of(route.owner()));
    if (route.deprecated()) {
      operation.put("deprecated", true);
    }
    if (!route.parameters().isEmpty()) {
      operation.put("parameters", route.parameters().stream().map(OpenApi::parameter).toList());
    }
    Body body = route.body();
    if (body != null) {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("required", body.required());
      request.put("content", content(body));
      operation.put("requestBody", request);
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    new TreeMap<>(route.responses())
        .forEach((status, answer) -> responses.put(status.toString(), response(status, answer)));
    operation.put("responses", responses);
    return operation;
  }

  /// Returns an id that is unique in the document: numbered from the second use on.
  private String operationId(String name) {
    String candidate = name;
    for (int i = 2; !operationIds.add(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", parameter.name());
    object.put("in", parameter.in());
    if (parameter.required()) {
      object.put("required", true);
    }
    if (parameter.deprecated()) {
      object.put("deprecated", true);
    }
    object.put("schema", schema(parameter.schema()));
    return object;
  }

  private static Map<String, Object> response(int status, Body answer) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("description", PHRASES.getOrDefault(status, "Success"));
    if (!answer.content().isEmpty()) {
      response.put("content", content(answer));
    }
    return response;
  }

  private static Map<String, Object> content(Body body) {
    Map<String, Object> content = new LinkedHashMap<>();
    new TreeMap<>(body.content())
        .forEach((type, schema) -> content.put(type, Map.of("schema", schema(schema))));
    return content;
  }

  /// Returns the schema with its type first and its other keywords in a fixed order.
  private static Map<String, Object> schema(Map<?, ?> schema) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    if (schema.get("type") instanceof String type) {
      ordered.put("type", type);
    }
    Map<String, Object> sorted = new TreeMap<>();
    schema.forEach((keyword, value) -> sorted.put(keyword.toString(), value));
    sorted.forEach((keyword, value) ->
        ordered.put(keyword, value instanceof Map<?, ?> nested ? schema(nested) : value));
    return ordered;
  }
}
