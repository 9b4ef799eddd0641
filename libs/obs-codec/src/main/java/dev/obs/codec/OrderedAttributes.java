package dev.obs.codec;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Attributes in the order of transmission. The attributes of a span or log record are not sorted
/// by name, unlike those of a builder, and may contain one name with two types.
final class OrderedAttributes implements Attributes {
  /// Each key, followed by its value.
  private final Object[] entries;

  OrderedAttributes(Object[] entries) {
    this.entries = entries;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // value and key are of one type
  public <T> @Nullable T get(AttributeKey<T> key) {
    // from the end: the last value of a duplicate key, which is invalid, counts
    for (int i = entries.length - 2; i >= 0; i -= 2) {
      if (entries[i].equals(key)) {
        return (T) entries[i + 1];
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
    for (int i = 0; i < entries.length; i += 2) {
      consumer.accept((AttributeKey<?>) entries[i], entries[i + 1]);
    }
  }

  @Override
  public int size() {
    return entries.length / 2;
  }

  @Override
  public boolean isEmpty() {
    return entries.length == 0;
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    Map<AttributeKey<?>, Object> map = new LinkedHashMap<>();
    forEach(map::put);
    return Collections.unmodifiableMap(map);
  }

  @Override
  public AttributesBuilder toBuilder() {
    return Attributes.builder().putAll(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrderedAttributes attributes && asMap().equals(attributes.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
