package dev.obs.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// A strict reader of JSON ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)), so that invalid
/// JSON of a plugin is detected.
///
/// Objects become [Map]s in order, arrays [List]s, whole numbers [Long] where they fit and all
/// others [Double].
public final class Json {
  /// Any length is valid JSON, and a test sends long names on purpose.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /// Reads one value.
  ///
  /// @throws IllegalArgumentException if the text is not JSON; the message contains the position
  public static @Nullable Object parse(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return only(json);
    }
  }

  /// Returns a value that is an object, or the empty map for null.
  ///
  /// @throws IllegalArgumentException if it is not an object
  @SuppressWarnings("unchecked") // this class makes maps with no other keys
  public static Map<String, Object> map(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, Object>) map;
      default -> throw new IllegalArgumentException("not an object but " + value);
    };
  }

  /// Returns a value that is an array, or the empty list for null.
  ///
  /// @throws IllegalArgumentException if it is not an array
  public static List<?> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw new IllegalArgumentException("not an array but " + value);
    };
  }

  private static @Nullable Object only(JsonParser json) {
    try {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new StreamReadException(json, "expected the end");
      }
      return value;
    } catch (JacksonException invalid) {
      throw new IllegalArgumentException(
          "not JSON at character "
              + json.currentLocation().getCharOffset()
              + ": "
              + invalid.getOriginalMessage(),
          invalid);
    }
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new StreamReadException(json, "expected a value");
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser json) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      members.put(name, value(json));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser json) {
    List<@Nullable Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json));
    }
    return elements;
  }

  private static Number whole(JsonParser json) {
    String digits = json.getString();
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || digits.equals("-0")) {
      return Double.valueOf(digits);
    }
    return json.getLongValue();
  }
}
