package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoder of values of attributes and bodies as JSON or as text.
final class ValueEncoder {
  /// Elasticsearch refuses a document that nests more than 20 levels; deeper values are left out.
  private static final int MAX_DEPTH = 16;

  private ValueEncoder() {}

  /// Writes a value with its own type, text within it as a [Keyword]. A number that JSON lacks, or
  /// that exceeds the `float` of Elasticsearch's dynamic mapping, becomes null: it would cost the
  /// document.
  static void write(@Nullable Object value, JsonWriter json) {
    write(value, json, 0);
  }

  /// Returns a value as text: a scalar's own text, everything else as JSON.
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case ByteBuffer bytes -> base64(bytes);
      case Value<?> typed when typed.getType() == ValueType.EMPTY -> "";
      case Value<?> typed when typed.getType() != ValueType.KEY_VALUE_LIST ->
          text(typed.getValue());
      case Value<?> members -> json(members);
      case List<?> list -> json(list);
      default -> value.toString();
    };
  }

  private static String json(Object value) {
    JsonWriter json = new JsonWriter();
    write(value, json);
    return json.toString();
  }

  private static void write(@Nullable Object value, JsonWriter json, int depth) {
    switch (value) {
      case null -> json.nullValue();
      case String text -> json.value(Keyword.of(text));
      case Long number -> json.value(number);
      case Double number when Math.abs(number) <= Float.MAX_VALUE -> json.value(number);
      case Double _ -> json.nullValue();
      case Boolean truth -> json.value(truth);
      case ByteBuffer bytes -> json.value(base64(bytes));
      case Value<?> typed -> typed(typed, json, depth);
      case List<?> list -> array(list, json, depth);
      default -> json.value(value.toString());
    }
  }

  private static void typed(Value<?> value, JsonWriter json, int depth) {
    switch (value.getType()) {
      case KEY_VALUE_LIST -> object((List<?>) value.getValue(), json, depth);
      case EMPTY -> json.nullValue();
      default -> write(value.getValue(), json, depth);
    }
  }

  private static void array(List<?> list, JsonWriter json, int depth) {
    json.beginArray();
    if (depth < MAX_DEPTH) {
      list.forEach(element -> write(element, json, depth + 1));
    }
    json.endArray();
  }

  private static void object(List<?> members, JsonWriter json, int depth) {
    json.beginObject();
    if (depth < MAX_DEPTH) {
      FieldNames names = new FieldNames();
      for (Object member : members) {
        KeyValue entry = (KeyValue) member;
        json.name(names.use(entry.getKey()));
        write(entry.getValue(), json, depth + 1);
      }
    }
    json.endObject();
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
