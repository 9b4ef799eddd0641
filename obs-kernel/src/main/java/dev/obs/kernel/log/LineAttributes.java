package dev.obs.kernel.log;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The attributes of most lines, sorted by name: a correlation id, if there is one, and the name of
/// the thread. Immutable.
///
/// @param correlation the correlation id
/// @param thread the name of the thread
record LineAttributes(@Nullable String correlation, String thread) implements Attributes {
  private static final int ENTRY = 72; // a text without characters, and its place

  /// Estimates their size, rather too much: their characters are not looked at.
  long bytes() {
    return (correlation == null ? 0 : ENTRY + 2L * correlation.length())
        + ENTRY
        + 2L * thread.length();
  }

  @Override
  @SuppressWarnings("unchecked") // the keys are those of texts
  public <T> @Nullable T get(AttributeKey<T> key) {
    if (key.equals(LogLine.THREAD)) {
      return (T) thread;
    }
    return key.equals(LogLine.CORRELATION) ? (T) correlation : null;
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> action) {
    if (correlation != null) {
      action.accept(LogLine.CORRELATION, correlation);
    }
    action.accept(LogLine.THREAD, thread);
  }

  @Override
  public int size() {
    return correlation == null ? 1 : 2;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    Map<AttributeKey<?>, Object> map = HashMap.newHashMap(2);
    forEach(map::put);
    return Map.copyOf(map);
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
