package dev.obs.bridge.slf4j;

import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.ThreadLocalMapOfStacks;
import org.slf4j.spi.MDCAdapter;

/// The MDC: a map for each thread. New threads do not inherit it, because the threads of a pool
/// would keep the values of another request.
final class ContextMap implements MDCAdapter {
  @SuppressWarnings("ThreadLocalUsage") // SLF4J has one provider
  private final ThreadLocal<@Nullable Map<String, @Nullable String>> values = new ThreadLocal<>();

  private final ThreadLocalMapOfStacks stacks = new ThreadLocalMapOfStacks();

  /// Returns the values of the current thread. The map never changes.
  Map<String, @Nullable String> current() {
    Map<String, @Nullable String> now = values.get();
    return now == null ? Map.of() : now;
  }

  private void change(Consumer<Map<String, @Nullable String>> step) {
    Map<String, @Nullable String> next = new LinkedHashMap<>(current());
    step.accept(next);
    if (next.isEmpty()) {
      values.remove();
    } else {
      values.set(Collections.unmodifiableMap(next));
    }
  }

  @Override
  public void put(String key, @Nullable String value) {
    change(map -> map.put(key, value));
  }

  @Override
  public @Nullable String get(String key) {
    return current().get(key);
  }

  @Override
  public void remove(String key) {
    change(map -> map.remove(key));
  }

  @Override
  public void clear() {
    values.remove();
  }

  @Override
  public @Nullable Map<String, @Nullable String> getCopyOfContextMap() {
    Map<String, @Nullable String> now = values.get();
    return now == null ? null : new HashMap<>(now);
  }

  @Override
  public void setContextMap(@Nullable Map<String, @Nullable String> map) {
    values.remove();
    if (map != null) {
      change(now -> now.putAll(map));
    }
  }

  @Override
  public void pushByKey(String key, String value) {
    stacks.pushByKey(key, value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    return stacks.popByKey(key);
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    return stacks.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    stacks.clearDequeByKey(key);
  }
}
