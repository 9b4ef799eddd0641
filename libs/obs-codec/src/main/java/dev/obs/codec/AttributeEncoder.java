package dev.obs.codec;

import dev.obs.codec.OtlpFields.AnyValue;
import dev.obs.codec.OtlpFields.KeyValue;
import dev.obs.codec.OtlpFields.ValueList;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An encoder of attributes and values of any type (`KeyValue` and `AnyValue`).
final class AttributeEncoder {
  private final ProtoBuffer buffer;
  private final Shortening shortening;
  private final BiConsumer<AttributeKey<?>, Object> entry = this::entry;
  private int field;

  /// @param shortening the account of values that are nested too deeply
  AttributeEncoder(ProtoBuffer buffer, Shortening shortening) {
    this.buffer = buffer;
    this.shortening = shortening;
  }

  /// Writes attributes as a repeated field.
  void attributes(int field, Attributes attributes) {
    this.field = field;
    attributes.forEach(entry);
  }

  /// Writes a value as its own message.
  void value(int field, Value<?> value) {
    anyValue(field, value, 0);
  }

  private void entry(AttributeKey<?> key, Object value) {
    keyValue(field, key.getKey(), value, 0);
  }

  private void keyValue(int field, String key, Object value, int depth) {
    int start = buffer.begin(field);
    buffer.repeatedString(KeyValue.KEY, key);
    anyValue(KeyValue.VALUE, value, depth);
    buffer.end(start);
  }

  private void anyValue(int field, @Nullable Object value, int depth) {
    int start = buffer.begin(field);
    if (depth <= OtlpMapping.MAX_DEPTH) {
      content(value, depth);
    } else {
      shortening.count(Shortening.Reason.DEPTH);
    }
    buffer.end(start);
  }

  /// Writes content by the value's own type, not by the type of its key: instrumentation that
  /// bypasses the generic types must not cost the batch.
  private void content(@Nullable Object value, int depth) {
    if (value instanceof String text) { // a chain, because a switch over types costs more here
      buffer.presentString(AnyValue.STRING_VALUE, text);
    } else if (value instanceof Long number) {
      buffer.presentInt64(AnyValue.INT_VALUE, number);
    } else if (value instanceof Double number) {
      buffer.presentFloat64(AnyValue.DOUBLE_VALUE, number);
    } else if (value instanceof Boolean truth) {
      buffer.presentBool(AnyValue.BOOL_VALUE, truth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else if (value instanceof Value<?> typed) {
      typedContent(typed, depth);
    } else if (value != null) { // null is in an array, where it keeps the others at their index
      buffer.presentString(AnyValue.STRING_VALUE, value.toString());
    }
  }

  private void typedContent(Value<?> value, int depth) {
    switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE, ARRAY -> content(value.getValue(), depth);
      case KEY_VALUE_LIST -> keyValueList((List<?>) value.getValue(), depth);
      case BYTES -> buffer.presentBytes(AnyValue.BYTES_VALUE, (ByteBuffer) value.getValue());
      case EMPTY -> {}
    }
  }

  private void array(List<?> values, int depth) {
    int start = buffer.begin(AnyValue.ARRAY_VALUE);
    for (Object value : values) {
      anyValue(ValueList.VALUES, value, depth + 1);
    }
    buffer.end(start);
  }

  private void keyValueList(List<?> entries, int depth) {
    int start = buffer.begin(AnyValue.KVLIST_VALUE);
    for (Object entry : entries) {
      var keyValue = (io.opentelemetry.api.common.KeyValue) entry;
      keyValue(ValueList.VALUES, keyValue.getKey(), keyValue.getValue(), depth + 1);
    }
    buffer.end(start);
  }
}
