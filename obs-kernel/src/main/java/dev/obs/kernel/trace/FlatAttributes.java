package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table as the attributes of a span or event.
public final class FlatAttributes extends AttributeTable implements Attributes {
  /// The type of values of any shape; null in a version of OpenTelemetry that has none.
  private static final @Nullable AttributeType ANY_SHAPE = anyShape();

  /// None yet.
  public FlatAttributes() {
    super(0);
  }

  private FlatAttributes(int capacity) {
    super(capacity);
  }

  private static @Nullable AttributeType anyShape() {
    try {
      return AttributeType.valueOf("VALUE");
    } catch (IllegalArgumentException older) {
      return null;
    }
  }

  /// Returns a copy to which more may be put.
  public FlatAttributes copy() {
    return with(null, Integer.MAX_VALUE);
  }

  /// Returns the attributes sorted by name, those of type `VALUE` as the SDK's builder turns them
  /// into simpler types. No more may be put. By the thread that writes.
  public Attributes sorted() {
    if (ANY_SHAPE != null && has(ANY_SHAPE)) {
      return Attributes.builder().putAll(this).build();
    }
    sort();
    return this;
  }

  /// A copy with other attributes put after these, within a limit of their number.
  FlatAttributes with(@Nullable FlatAttributes others, int count) {
    FlatAttributes copy = new FlatAttributes(size());
    copy.putAll(this, count);
    if (others != null) {
      copy.putAll(others, count);
    }
    return copy;
  }

  private void putAll(FlatAttributes others, int count) {
    others.forEachWritten((key, value) -> put(key, value, count, Integer.MAX_VALUE));
    drop(others.dropped());
  }

  @Override
  public <T> @Nullable T get(AttributeKey<T> key) {
    return valueOf(key);
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    Map<AttributeKey<?>, Object> map = HashMap.newHashMap(size());
    forEach(map::put);
    return Collections.unmodifiableMap(map);
  }

  @Override
  public AttributesBuilder toBuilder() {
    return Attributes.builder().putAll(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attributes attributes && asMap().equals(attributes.asMap());
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
