package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The keys of attributes that are set by name, so that a key is made once and not for each
/// attribute. A new key replaces an old one in its slot; a long one is not kept.
///
/// Thread-safe without locks: keys are immutable, and whichever of two threads wins a slot is
/// right.
///
/// @param <T> the type of the values
public final class KeyCache<T> {
  /// Keys of texts.
  public static final KeyCache<String> TEXTS = new KeyCache<>(AttributeKey::stringKey);

  /// Keys of whole numbers.
  public static final KeyCache<Long> LONGS = new KeyCache<>(AttributeKey::longKey);

  /// Keys of numbers.
  public static final KeyCache<Double> DOUBLES = new KeyCache<>(AttributeKey::doubleKey);

  /// Keys of booleans.
  public static final KeyCache<Boolean> BOOLEANS = new KeyCache<>(AttributeKey::booleanKey);

  /// A power of two.
  private static final int SLOTS = 1024;

  private static final int MAX_LENGTH = 128;

  private final @Nullable AttributeKey<T>[] keys = slots();
  private final Function<String, AttributeKey<T>> maker;

  private KeyCache(Function<String, AttributeKey<T>> maker) {
    this.maker = maker;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
  private static <T> @Nullable AttributeKey<T>[] slots() {
    return new AttributeKey[SLOTS];
  }

  /// Returns the key of a name.
  public AttributeKey<T> key(String name) {
    if (name.length() > MAX_LENGTH) {
      return maker.apply(name);
    }
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 10 ^ hash >>> 20) & SLOTS - 1;
    AttributeKey<T> known = keys[slot];
    if (known == null || !known.getKey().equals(name)) {
      known = maker.apply(name);
      keys[slot] = known;
    }
    return known;
  }
}
