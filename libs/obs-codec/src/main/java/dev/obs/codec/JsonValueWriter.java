package dev.obs.codec;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A writer of the values of attributes and log bodies as JSON: lists as arrays, maps as objects,
/// bytes as base64, an empty value as null, everything else as it is.
///
/// A backend with another form for one kind of value overrides the method of that kind. A writer is
/// thread-safe unless a subclass adds state.
public class JsonValueWriter {
  private final int maxDepth;
  private final Shortening shortening;

  /// @param maxDepth the maximum number of lists and maps around a value; a deeper one is empty
  public JsonValueWriter(int maxDepth) {
    this(maxDepth, Shortening.uncounted());
  }

  /// @param maxDepth the maximum number of lists and maps around a value; a deeper one is empty
  /// @param shortening the account of deeper values
  public JsonValueWriter(int maxDepth, Shortening shortening) {
    this.maxDepth = maxDepth;
    this.shortening = shortening;
  }

  /// Writes a value.
  public final void write(@Nullable Object value, JsonWriter json) {
    value(value, json, 0);
  }

  /// Writes a value by its own type, not by the type of its key: instrumentation that bypasses the
  /// generic types must not cost the record.
  ///
  /// @param depth the number of lists and maps around it
  protected void value(@Nullable Object value, JsonWriter json, int depth) {
    if (depth > maxDepth) {
      shortening.count(Shortening.Reason.DEPTH);
      empty(json);
    } else {
      content(value, json, depth);
    }
  }

  private void content(@Nullable Object value, JsonWriter json, int depth) {
    switch (value) {
      case null -> empty(json);
      case String text -> text(text, json);
      case Long number -> integer(number, json);
      case Double number -> number(number, json);
      case Boolean truth -> bool(truth, json);
      case ByteBuffer bytes -> bytes(bytes, json);
      case List<?> list -> array(list, json, depth);
      case Value<?> typed -> typed(typed, json, depth);
      default -> other(value, json);
    }
  }

  @SuppressWarnings("unchecked") // the type of the value says so
  private void typed(Value<?> value, JsonWriter json, int depth) {
    switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE, ARRAY, BYTES -> content(value.getValue(), json, depth);
      case KEY_VALUE_LIST -> map((List<KeyValue>) value.getValue(), json, depth);
      case EMPTY -> empty(json);
    }
  }

  /// Writes an empty value: one of that type, null in an array, or one that is nested too deep.
  protected void empty(JsonWriter json) {
    json.nullValue();
  }

  /// Writes text.
  protected void text(String text, JsonWriter json) {
    json.value(text);
  }

  /// Writes a boolean.
  protected void bool(boolean truth, JsonWriter json) {
    json.value(truth);
  }

  /// Writes a whole number.
  protected void integer(long number, JsonWriter json) {
    json.value(number);
  }

  /// Writes a floating-point number, which may be infinite or `NaN`.
  protected void number(double number, JsonWriter json) {
    json.value(number);
  }

  /// Writes bytes.
  protected void bytes(ByteBuffer bytes, JsonWriter json) {
    ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
    json.value(StandardCharsets.ISO_8859_1.decode(encoded).toString());
  }

  /// Writes a list.
  ///
  /// @param depth the number of lists and maps around it
  protected void array(List<?> values, JsonWriter json, int depth) {
    json.beginArray();
    for (Object value : values) {
      value(value, json, depth + 1);
    }
    json.endArray();
  }

  /// Writes a map.
  ///
  /// @param depth the number of lists and maps around it
  protected void map(List<KeyValue> entries, JsonWriter json, int depth) {
    json.beginObject();
    for (KeyValue entry : entries) {
      json.name(entry.getKey());
      value(entry.getValue(), json, depth + 1);
    }
    json.endObject();
  }

  /// Writes a value of a type that attributes do not have.
  protected void other(Object value, JsonWriter json) {
    text(value.toString(), json);
  }
}
