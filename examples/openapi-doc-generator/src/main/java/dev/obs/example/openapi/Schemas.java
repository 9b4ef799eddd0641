package dev.obs.example.openapi;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The JSON Schemas (2020-12, as in OpenAPI 3.1) of Java types.
///
/// Types outside the jar and its plain classes are an `object` with the class's name as title.
final class Schemas {
  private static final Map<String, Object> STRING = Map.of("type", "string");
  private static final Map<String, Object> INT32 = Map.of("type", "integer", "format", "int32");
  private static final Map<String, Object> INT64 = Map.of("type", "integer", "format", "int64");
  private static final Map<String, Object> FLOAT = Map.of("type", "number", "format", "float");
  private static final Map<String, Object> DOUBLE = Map.of("type", "number", "format", "double");
  private static final Map<String, Object> BOOLEAN = Map.of("type", "boolean");
  private static final Map<String, Object> DATE_TIME = string("date-time");

  /// Raw bytes; OpenAPI 3.1 describes them by the media type alone.
  private static final Map<String, Object> BINARY = string("binary");

  private static final Map<String, Map<String, Object>> SIMPLE =
      Map.ofEntries(
          entry("boolean", BOOLEAN),
          entry("java.lang.Boolean", BOOLEAN),
          entry("byte", INT32),
          entry("java.lang.Byte", INT32),
          entry("short", INT32),
          entry("java.lang.Short", INT32),
          entry("int", INT32),
          entry("java.lang.Integer", INT32),
          entry("java.util.OptionalInt", INT32),
          entry("long", INT64),
          entry("java.lang.Long", INT64),
          entry("java.util.OptionalLong", INT64),
          entry("java.math.BigInteger", Map.of("type", "integer")),
          entry("float", FLOAT),
          entry("java.lang.Float", FLOAT),
          entry("double", DOUBLE),
          entry("java.lang.Double", DOUBLE),
          entry("java.util.OptionalDouble", DOUBLE),
          entry("java.math.BigDecimal", Map.of("type", "number")),
          entry("java.lang.Number", Map.of("type", "number")),
          entry("char", Map.of("type", "string", "minLength", 1, "maxLength", 1)),
          entry("java.lang.Character", Map.of("type", "string", "minLength", 1, "maxLength", 1)),
          entry("java.lang.String", STRING),
          entry("java.lang.CharSequence", STRING),
          entry("java.util.Locale", STRING),
          entry("java.util.Currency", STRING),
          entry("java.time.ZoneId", STRING),
          entry("java.util.UUID", string("uuid")),
          entry("java.net.URI", string("uri")),
          entry("java.net.URL", string("uri")),
          entry("java.time.LocalDate", string("date")),
          entry("java.time.LocalTime", string("time")),
          entry("java.time.OffsetTime", string("time")),
          entry("java.time.Duration", string("duration")),
          entry("java.time.LocalDateTime", DATE_TIME),
          entry("java.time.OffsetDateTime", DATE_TIME),
          entry("java.time.ZonedDateTime", DATE_TIME),
          entry("java.time.Instant", DATE_TIME),
          entry("java.util.Date", DATE_TIME),
          entry("java.util.Calendar", DATE_TIME),
          entry("java.io.InputStream", BINARY),
          entry("java.io.File", BINARY),
          entry("jakarta.ws.rs.core.StreamingOutput", BINARY),
          entry("javax.ws.rs.core.StreamingOutput", BINARY),
          entry("org.springframework.core.io.Resource", BINARY),
          entry("org.springframework.web.multipart.MultipartFile", BINARY));

  private static final Set<String> ARRAYS =
      Set.of(
          "java.lang.Iterable",
          "java.util.Collection",
          "java.util.List",
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.Iterator",
          "java.util.stream.Stream",
          "io.smallrye.mutiny.Multi",
          "org.reactivestreams.Publisher",
          "reactor.core.publisher.Flux");

  private static final Set<String> SETS =
      Set.of(
          "java.util.Set",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.SortedSet",
          "java.util.TreeSet");

  private static final Set<String> MAPS =
      Set.of(
          "java.util.Map",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.SortedMap",
          "java.util.TreeMap",
          "java.util.concurrent.ConcurrentMap");

  private final Classes classes;

  Schemas(Classes classes) {
    this.classes = classes;
  }

  /// Returns the schema of a value in a body.
  Map<String, Object> of(JavaType type) {
    String name = type.name();
    Map<String, Object> simple = SIMPLE.get(name);
    if (simple != null) {
      return simple;
    }
    if (type.isArray()) {
      return type.argument(0).name().equals("byte") ? BINARY : array(type);
    }
    if (ARRAYS.contains(name)) {
      return array(type);
    }
    if (SETS.contains(name)) {
      return with(array(type), "uniqueItems", true);
    }
    if (MAPS.contains(name)) {
      return Map.of("type", "object", "additionalProperties", of(type.argument(1)));
    }
    if (name.equals("java.util.Optional")) {
      return of(type.argument(0));
    }
    if (name.equals(JavaType.ANY.name())) {
      return Map.of();
    }
    List<String> constants = constants(name);
    return constants.isEmpty()
        ? Map.of("type", "object", "title", type.simpleName())
        : Map.of("type", "string", "enum", constants);
  }

  /// Returns the schema of a parameter: the framework creates a complex type from a string.
  Map<String, Object> ofParameter(JavaType type) {
    Map<String, Object> schema = of(type);
    if (schema.get("items") instanceof Map<?, ?>) {
      return with(schema, "items", ofParameter(type.argument(0)));
    }
    return "object".equals(schema.get("type")) || schema.isEmpty() ? STRING : schema;
  }

  /// Returns whether one string can represent values of this type.
  boolean isSimple(JavaType type) {
    return SIMPLE.containsKey(type.name()) || !constants(type.name()).isEmpty();
  }

  private List<String> constants(String name) {
    JavaClass type = classes.find(name);
    return type == null ? List.of() : type.constants();
  }

  private Map<String, Object> array(JavaType type) {
    return Map.of("type", "array", "items", of(type.argument(0)));
  }

  static Map<String, Object> with(Map<String, Object> schema, String key, Object value) {
    Map<String, Object> extended = new TreeMap<>(schema);
    extended.put(key, value);
    return extended;
  }

  private static Map<String, Object> string(String format) {
    return Map.of("type", "string", "format", format);
  }
}
