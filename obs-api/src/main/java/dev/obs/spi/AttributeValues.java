package dev.obs.spi;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Objects of applications as values of attributes, with their type: numbers, truth values and
/// text; arrays, collections and maps of such values. Everything else is text.
final class AttributeValues {
  private static final int DEEPEST = 16;

  private AttributeValues() {}

  /// Returns the value of an object now. An object that cannot be read becomes a text about that.
  static Value<?> of(@Nullable Object object) {
    try {
      return convert(object, new ArrayList<>());
    } catch (Throwable unreadable) { // also StackOverflowError
      return Value.of(SafeText.of(object));
    }
  }

  private static Value<?> convert(@Nullable Object object, List<Object> around) {
    if (object instanceof Number number && isWhole(number)) {
      return Value.of(number.longValue());
    }
    return switch (object) {
      case null -> Value.empty();
      case Boolean truth -> Value.of(truth);
      case Double number -> Value.of(number);
      case Float number -> Value.of(Double.parseDouble(number.toString())); // as it is printed
      case byte[] bytes -> Value.of(bytes);
      case Value<?> value -> value;
      case Collection<?> values -> nested(values, around, () -> list(values, around));
      case Map<?, ?> entries -> nested(entries, around, () -> map(entries, around));
      case Object array when array.getClass().isArray() ->
          nested(array, around, () -> list(elements(array), around));
      default -> Value.of(SafeText.of(object));
    };
  }

  private static boolean isWhole(Number number) {
    return number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte
        || number instanceof AtomicInteger
        || number instanceof AtomicLong;
  }

  /// Converts an object with contents: one within itself or nested too deep is text.
  @SuppressWarnings("ReferenceEquality") // equals of a foreign object may call anything
  private static Value<?> nested(
      Object object, List<Object> around, Supplier<Value<?>> conversion) {
    if (around.stream().anyMatch(outer -> outer == object)) {
      return Value.of("(circular)");
    }
    if (around.size() == DEEPEST) {
      return Value.of(SafeText.of(object));
    }
    around.add(object);
    try {
      return conversion.get();
    } finally {
      around.removeLast();
    }
  }

  private static Value<?> list(Collection<?> values, List<Object> around) {
    List<Value<?>> converted = new ArrayList<>();
    for (Object value : values) {
      converted.add(convert(value, around));
    }
    return Value.of(converted);
  }

  private static Value<?> map(Map<?, ?> entries, List<Object> around) {
    List<KeyValue> converted = new ArrayList<>();
    entries.forEach(
        (key, value) -> converted.add(KeyValue.of(SafeText.of(key), convert(value, around))));
    return Value.of(converted.toArray(KeyValue[]::new));
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }
}
