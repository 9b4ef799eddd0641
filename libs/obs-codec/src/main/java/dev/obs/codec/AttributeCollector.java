package dev.obs.codec;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.function.Predicate;

/// A collector of the attributes of one message.
final class AttributeCollector {
  private static final Object[] NONE = {};
  private static final int INITIAL_CAPACITY = 16;

  private Object[] entries = NONE;
  private int length;

  void add(AttributeKey<?> key, Object value) {
    if (length == entries.length) {
      entries = Arrays.copyOf(entries, Math.max(INITIAL_CAPACITY, length * 2));
    }
    entries[length++] = key;
    entries[length++] = value;
  }

  /// Returns the attributes in the order of their addition; if that is the order of the SDK's own
  /// attributes, as an object that equals the SDK's.
  Attributes inOrder() {
    if (length == 0) {
      return Attributes.empty();
    }
    return isSorted() ? sorted(key -> true) : new OrderedAttributes(Arrays.copyOf(entries, length));
  }

  /// Returns the attributes sorted by name, as in resources and scopes. The last of several
  /// attributes with one name wins.
  Attributes sorted(Predicate<AttributeKey<?>> filter) {
    AttributesBuilder builder = Attributes.builder();
    for (int i = 0; i < length; i += 2) {
      AttributeKey<?> key = (AttributeKey<?>) entries[i];
      if (filter.test(key)) {
        put(builder, key, entries[i + 1]);
      }
    }
    return builder.build();
  }

  @SuppressWarnings("unchecked") // keys are made for the type of their value
  private static <T> void put(AttributesBuilder builder, AttributeKey<T> key, Object value) {
    builder.put(key, (T) value);
  }

  private boolean isSorted() {
    String last = "";
    for (int i = 0; i < length; i += 2) {
      String name = ((AttributeKey<?>) entries[i]).getKey();
      if (last.compareTo(name) >= 0) {
        return false;
      }
      last = name;
    }
    return true;
  }
}
