package dev.obs.exporter.file.json;

import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.OtlpMapping;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoder of attributes and values of any type as JSON (`KeyValue` and `AnyValue`): each value
/// is an object whose one member has the name of the value's type.
final class JsonAttributeEncoder extends JsonValueWriter {
  private final OtlpJson json;

  JsonAttributeEncoder(OtlpJson json) {
    super(OtlpMapping.MAX_DEPTH, json.shortening);
    this.json = json;
  }

  void attributes(String name, Attributes attributes) {
    if (!attributes.isEmpty()) {
      json.writer.name(name).beginArray();
      attributes.forEach((key, value) -> keyValue(key.getKey(), value, 0));
      json.writer.endArray();
    }
  }

  /// Writes a value as its own message.
  void value(String name, Value<?> value) {
    write(value, json.writer.name(name));
  }

  private void keyValue(String key, Object value, int depth) {
    json.writer.beginObject();
    json.string("key", key);
    value(value, json.writer.name("value"), depth);
    json.writer.endObject();
  }

  @Override
  protected void value(@Nullable Object value, JsonWriter writer, int depth) {
    writer.beginObject();
    super.value(value, writer, depth);
    writer.endObject();
  }

  @Override
  protected void empty(JsonWriter writer) {
    // the object without a member
  }

  @Override
  protected void text(String text, JsonWriter writer) {
    super.text(text, writer.name("stringValue"));
  }

  @Override
  protected void bool(boolean truth, JsonWriter writer) {
    super.bool(truth, writer.name("boolValue"));
  }

  @Override
  protected void integer(long number, JsonWriter writer) {
    super.text(Long.toString(number), writer.name("intValue"));
  }

  @Override
  protected void number(double number, JsonWriter writer) {
    super.number(number, writer.name("doubleValue"));
  }

  @Override
  protected void bytes(ByteBuffer bytes, JsonWriter writer) {
    super.bytes(bytes, writer.name("bytesValue"));
  }

  @Override
  protected void array(List<?> values, JsonWriter writer, int depth) {
    writer.name("arrayValue").beginObject();
    super.array(values, writer.name("values"), depth);
    writer.endObject();
  }

  @Override
  protected void map(List<KeyValue> entries, JsonWriter writer, int depth) {
    writer.name("kvlistValue").beginObject().name("values").beginArray();
    for (KeyValue entry : entries) {
      keyValue(entry.getKey(), entry.getValue(), depth + 1);
    }
    writer.endArray().endObject();
  }
}
