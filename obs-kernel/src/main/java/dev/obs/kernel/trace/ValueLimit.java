package dev.obs.kernel.trace;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Shortens the value of an attribute to the limit of its length (specification, "Attribute
/// Limits"): texts and bytes, also within lists and maps.
final class ValueLimit {
  private ValueLimit() {}

  /// @param limit in characters or bytes; [Integer#MAX_VALUE] is none
  static Object apply(Object value, int limit) {
    if (limit == Integer.MAX_VALUE) {
      return value;
    }
    if (value instanceof String text) {
      return text.length() <= limit ? text : text.substring(0, limit);
    }
    if (value instanceof List<?> list) {
      List<Object> shortened = new ArrayList<>(list.size());
      for (Object element : list) {
        shortened.add(apply(element, limit));
      }
      return shortened;
    }
    return value instanceof Value<?> typed ? shorten(typed, limit) : value;
  }

  private static Value<?> shorten(Value<?> value, int limit) {
    return switch (value.getType()) {
      case STRING -> {
        String text = (String) value.getValue();
        yield text.length() <= limit ? value : Value.of(text.substring(0, limit));
      }
      case BYTES -> {
        ByteBuffer content = (ByteBuffer) value.getValue();
        if (content.remaining() <= limit) {
          yield value;
        }
        byte[] start = new byte[limit];
        content.get(start);
        yield Value.of(start);
      }
      case ARRAY -> {
        List<Value<?>> shortened = new ArrayList<>();
        for (Object element : (List<?>) value.getValue()) {
          shortened.add(shorten((Value<?>) element, limit));
        }
        yield Value.of(shortened);
      }
      case KEY_VALUE_LIST -> {
        List<KeyValue> shortened = new ArrayList<>();
        for (Object element : (List<?>) value.getValue()) {
          KeyValue entry = (KeyValue) element;
          shortened.add(KeyValue.of(entry.getKey(), shorten(entry.getValue(), limit)));
        }
        yield Value.of(shortened.toArray(KeyValue[]::new));
      }
      default -> value;
    };
  }
}
