package dev.obs.exporter.file.json;

import static dev.obs.codec.OtlpMapping.MAX_DEPTH;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoder of attributes and values of any type as JSON (`KeyValue` and `AnyValue`).
final class JsonAttributeEncoder {
  private final OtlpJson json;
  private final JsonWriter writer;

  JsonAttributeEncoder(OtlpJson json) {
    this.json = json;
    writer = json.writer;
  }

  void attributes(String name, Attributes attributes) {
    if (!attributes.isEmpty()) {
      writer.name(name).beginArray();
      attributes.forEach((key, value) -> keyValue(key.getKey(), value, 0));
      writer.endArray();
    }
  }

  /// Writes a value as its own message.
  void value(String name, Value<?> value) {
    writer.name(name);
    anyValue(value, 0);
  }

  private void keyValue(String key, Object value, int depth) {
    writer.beginObject();
    json.string("key", key);
    writer.name("value");
    anyValue(value, depth);
    writer.endObject();
  }

  private void anyValue(@Nullable Object value, int depth) {
    writer.beginObject();
    if (depth <= MAX_DEPTH) {
      content(value, depth);
    }
    writer.endObject();
  }

  /// Writes content by the value's own type, not by the type of its key.
  private void content(@Nullable Object value, int depth) {
    switch (value) {
      case null -> {} // in an array, where it keeps the others at their index
      case String text -> writer.name("stringValue").value(text);
      case Long number -> json.presentInt64("intValue", number);
      case Double number -> json.presentFloat64("doubleValue", number);
      case Boolean truth -> writer.name("boolValue").value(truth);
      case List<?> list -> array(list, depth);
      case Value<?> typed -> typedContent(typed, depth);
      default -> writer.name("stringValue").value(value.toString());
    }
  }

  private void typedContent(Value<?> value, int depth) {
    switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE, ARRAY -> content(value.getValue(), depth);
      case KEY_VALUE_LIST -> keyValueList((List<?>) value.getValue(), depth);
      case BYTES -> writer.name("bytesValue").value(base64((ByteBuffer) value.getValue()));
      case EMPTY -> {}
    }
  }

  private void array(List<?> values, int depth) {
    writer.name("arrayValue").beginObject().name("values").beginArray();
    for (Object value : values) {
      anyValue(value, depth + 1);
    }
    writer.endArray().endObject();
  }

  private void keyValueList(List<?> entries, int depth) {
    writer.name("kvlistValue").beginObject().name("values").beginArray();
    for (Object entry : entries) {
      KeyValue keyValue = (KeyValue) entry;
      keyValue(keyValue.getKey(), keyValue.getValue(), depth + 1);
    }
    writer.endArray().endObject();
  }

  private static String base64(ByteBuffer bytes) {
    ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
    return StandardCharsets.ISO_8859_1.decode(encoded).toString();
  }
}
