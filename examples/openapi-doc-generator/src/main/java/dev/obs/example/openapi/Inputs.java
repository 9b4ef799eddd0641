package dev.obs.example.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A collector of a Java method's inputs from a request.
final class Inputs {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";

  /// OpenAPI has other places for these headers and ignores parameters of their names.
  private static final Set<String> RESERVED = Set.of("accept", "content-type", "authorization");

  private final Schemas schemas;
  private final Map<String, Parameter> parameters = new TreeMap<>();
  private final Map<String, Map<String, Object>> form = new TreeMap<>();
  private final Set<String> requiredFields = new TreeSet<>();
  private boolean files;
  private @Nullable Map<String, Object> entity;
  private boolean entityRequired;

  Inputs(Schemas schemas) {
    this.schemas = schemas;
  }

  /// Creates inputs with the parameters of `outer`.
  Inputs(Inputs outer) {
    this(outer.schemas);
    parameters.putAll(outer.parameters);
  }

  void parameter(
      String in,
      String name,
      JavaType type,
      boolean required,
      boolean deprecated,
      @Nullable String fallback) {
    if (name.isEmpty()
        || (in.equals("header") && RESERVED.contains(name.toLowerCase(Locale.ROOT)))) {
      return;
    }
    Map<String, Object> schema = schemas.ofParameter(type);
    Object value = fallback == null ? null : value(schema, fallback);
    Parameter parameter =
        new Parameter(
            name,
            in,
            required || in.equals("path"),
            deprecated,
            value == null ? schema : Schemas.with(schema, "default", value));
    parameters.putIfAbsent(parameter.key(), parameter);
  }

  /// Adds a field of a form.
  void field(String name, JavaType type, boolean required) {
    form.putIfAbsent(name, schemas.ofParameter(type));
    if (required) {
      requiredFields.add(name);
    }
  }

  /// Adds a part of a multipart form.
  void part(String name, JavaType type, boolean required) {
    form.putIfAbsent(name, schemas.of(type));
    files = true;
    if (required) {
      requiredFields.add(name);
    }
  }

  /// Sets the body as a whole; the first one counts.
  void entity(JavaType type, boolean required) {
    if (entity == null) {
      entity = schemas.of(type);
      entityRequired = required;
    }
  }

  /// Returns the path's variables in its order, undeclared ones as strings; then the rest by place
  /// and name.
  List<Parameter> parameters(PathTemplate path) {
    List<Parameter> all = new ArrayList<>();
    for (String variable : path.variables()) {
      Parameter undeclared = new Parameter(variable, "path", true, false, Map.of("type", "string"));
      all.add(parameters.getOrDefault(undeclared.key(), undeclared));
    }
    parameters.values().stream().filter(p -> !p.isIn("path")).forEach(all::add);
    return List.copyOf(all);
  }

  /// Returns the request's body, or null if the method has none.
  ///
  /// @param consumes the declared media types, possibly none
  /// @param fallback the framework's default if none is declared
  @Nullable Body body(List<String> consumes, String fallback) {
    if (entity != null) {
      return new Body(entityRequired, content(consumes, fallback, entity));
    }
    if (form.isEmpty()) {
      return null;
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", new TreeMap<>(form));
    if (!requiredFields.isEmpty()) {
      schema.put("required", List.copyOf(requiredFields));
    }
    return new Body(!requiredFields.isEmpty(), content(consumes, files ? MULTIPART : FORM, schema));
  }

  /// Returns one schema for each media type.
  static Map<String, Map<String, Object>> content(
      List<String> types, String fallback, Map<String, Object> schema) {
    Map<String, Map<String, Object>> content = new TreeMap<>();
    for (String type : types.isEmpty() ? List.of(fallback) : types) {
      content.put(type, schema);
    }
    return content;
  }

  /// Returns a default as JSON of the schema's type, or null if the text is not a value of it.
  private static @Nullable Object value(Map<String, Object> schema, String text) {
    try {
      return switch (String.valueOf(schema.get("type"))) {
        case "integer" -> Long.valueOf(text);
        case "number" -> new BigDecimal(text);
        case "boolean" -> Boolean.valueOf(text);
        case "array" -> null;
        default -> text;
      };
    } catch (NumberFormatException notOfTheType) {
      return null;
    }
  }
}
