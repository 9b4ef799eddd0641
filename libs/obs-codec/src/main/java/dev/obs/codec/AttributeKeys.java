package dev.obs.codec;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A cache of attribute keys by the bytes of their names, because records repeat a few keys. A new
/// key replaces an old one in its slot.
///
/// Thread-safe without locks: entries are immutable, and a thread that does not see an entry yet
/// creates an equal one.
final class AttributeKeys {
  /// A power of two.
  private static final int CAPACITY = 256;

  private static final int MAX_LENGTH = 64;

  private final @Nullable Entry[] entries = new Entry[CAPACITY];

  private static final class Entry {
    final byte[] name;
    final AttributeKey<?> key;

    Entry(byte[] name, AttributeKey<?> key) {
      this.name = name;
      this.key = key;
    }
  }

  /// Returns the key whose name is at the given place of the message.
  AttributeKey<?> key(ProtoReader in, int start, int length, AttributeType type)
      throws MalformedOtlpException {
    if (length > MAX_LENGTH) {
      return create(in.string(start, length), type);
    }
    byte[] bytes = in.array();
    int end = start + length;
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & CAPACITY - 1;
    Entry entry = entries[slot];
    if (entry == null
        || entry.key.getType() != type
        || !Arrays.equals(entry.name, 0, entry.name.length, bytes, start, end)) {
      byte[] name = Arrays.copyOfRange(bytes, start, end);
      entry = new Entry(name, create(in.string(start, length), type));
      entries[slot] = entry;
    }
    return entry.key;
  }

  private static AttributeKey<?> create(String name, AttributeType type) {
    return switch (type) {
      case STRING -> AttributeKey.stringKey(name);
      case BOOLEAN -> AttributeKey.booleanKey(name);
      case LONG -> AttributeKey.longKey(name);
      case DOUBLE -> AttributeKey.doubleKey(name);
      case STRING_ARRAY -> AttributeKey.stringArrayKey(name);
      case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey(name);
      case LONG_ARRAY -> AttributeKey.longArrayKey(name);
      case DOUBLE_ARRAY -> AttributeKey.doubleArrayKey(name);
      case VALUE -> AttributeKey.valueKey(name);
    };
  }
}
