package dev.obs.exporter.zipkin;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A writer of an attribute's value as JSON, by its own type.
final class JsonValue {
  /// The maximum nesting; deeper values become null.
  private static final int MAX_DEPTH = 30;

  private JsonValue() {}

  static void write(@Nullable Object value, JsonWriter json) {
    write(value, json, 0);
  }

  private static void write(@Nullable Object value, JsonWriter json, int depth) {
    switch (value) {
      case String text -> json.value(text);
      case Boolean truth -> json.value(truth);
      case Long number -> json.value(number);
      case Double number -> json.value(number);
      case null -> json.nullValue();
      case Value<?> empty when empty.getType() == ValueType.EMPTY -> json.nullValue();
      case Value<?> nested when depth < MAX_DEPTH -> write(nested.getValue(), json, depth);
      case List<?> list when depth < MAX_DEPTH -> list(list, json, depth + 1);
      case Value<?> _, List<?> _ -> json.nullValue();
      case ByteBuffer bytes -> json.value(base64(bytes));
      default -> json.value(value.toString());
    }
  }

  /// Writes a list: an array for values, an object for key-values.
  private static void list(List<?> list, JsonWriter json, int depth) {
    if (!list.isEmpty() && list.getFirst() instanceof KeyValue) {
      json.beginObject();
      for (Object element : list) {
        if (element instanceof KeyValue entry) {
          json.name(entry.getKey());
          write(entry.getValue(), json, depth);
        }
      }
      json.endObject();
    } else {
      json.beginArray();
      list.forEach(element -> write(element, json, depth));
      json.endArray();
    }
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
