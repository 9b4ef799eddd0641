package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import org.jspecify.annotations.Nullable;

/// The keys of attributes that are set by name, so that a key is made once and not for each
/// attribute. A slot holds the last key with its hash. Thread-safe: keys are immutable, and
/// whichever of two threads wins a slot is right.
final class KeyCache {
  private static final int SLOTS = 1024;

  private static final KeyCache TEXTS = new KeyCache(AttributeType.STRING);
  private static final KeyCache LONGS = new KeyCache(AttributeType.LONG);
  private static final KeyCache DOUBLES = new KeyCache(AttributeType.DOUBLE);
  private static final KeyCache BOOLEANS = new KeyCache(AttributeType.BOOLEAN);

  private final @Nullable AttributeKey<?>[] keys = new AttributeKey<?>[SLOTS];
  private final AttributeType type;

  private KeyCache(AttributeType type) {
    this.type = type;
  }

  static AttributeKey<String> text(String name) {
    return cast(TEXTS.key(name));
  }

  static AttributeKey<Long> number(String name) {
    return cast(LONGS.key(name));
  }

  static AttributeKey<Double> decimal(String name) {
    return cast(DOUBLES.key(name));
  }

  static AttributeKey<Boolean> bool(String name) {
    return cast(BOOLEANS.key(name));
  }

  private AttributeKey<?> key(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 10 ^ hash >>> 20) & SLOTS - 1;
    AttributeKey<?> known = keys[slot];
    if (known != null && known.getKey().equals(name)) {
      return known;
    }
    AttributeKey<?> made = create(name);
    keys[slot] = made;
    return made;
  }

  private AttributeKey<?> create(String name) {
    return switch (type) {
      case LONG -> AttributeKey.longKey(name);
      case DOUBLE -> AttributeKey.doubleKey(name);
      case BOOLEAN -> AttributeKey.booleanKey(name);
      default -> AttributeKey.stringKey(name);
    };
  }

  @SuppressWarnings("unchecked") // a cache holds keys of its type only
  private static <T> AttributeKey<T> cast(AttributeKey<?> key) {
    return (AttributeKey<T>) key;
  }
}
