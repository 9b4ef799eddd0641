package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Attributes in one array, in the order in which their names first came. A later value replaces
/// the one of the same name, whatever the types (specification, "Attribute Collections"). A name
/// that comes after the limit is dropped and counted.
///
/// Written by one thread. Another one that reads meanwhile sees some of the attributes, each whole.
public final class FlatAttributes implements Attributes {
  private static final int FIRST = 4;
  private static final int INDEXED = 16;

  /// Keys at even, values at odd places.
  private @Nullable Object[] entries;

  private int size;
  private int dropped;

  /// A bit for each hash of a name that is there: most names are new, and known to be without a
  /// search.
  private long hashes;

  /// From the hash of a name to its number plus one, once there are many.
  private int @Nullable [] index;

  /// None yet.
  public FlatAttributes() {
    entries = new Object[2 * FIRST];
  }

  private FlatAttributes(int capacity) {
    entries = new Object[2 * Math.max(FIRST, capacity)];
  }

  /// Sets an attribute.
  ///
  /// @param count how many names are kept at most
  /// @param length of a value at most
  public void put(AttributeKey<?> key, Object value, int count, int length) {
    String name = key.getKey();
    int known = find(name);
    if (known >= 0) {
      entries[2 * known] = key;
      entries[2 * known + 1] = ValueLimit.apply(value, length);
    } else if (size < count) {
      append(name, key, ValueLimit.apply(value, length));
    } else {
      dropped++;
    }
  }

  private void append(String name, AttributeKey<?> key, Object value) {
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, 4 * size);
    }
    entries[2 * size + 1] = value;
    entries[2 * size] = key;
    size++;
    hashes |= bit(name);
    if (size > INDEXED) {
      enter(name);
    }
  }

  private static long bit(String name) {
    int hash = name.hashCode();
    return 1L << (hash ^ hash >>> 6 ^ hash >>> 12);
  }

  private int find(String name) {
    if ((hashes & bit(name)) == 0) {
      return -1;
    }
    if (index != null) {
      return index[slot(index, name)] - 1;
    }
    for (int i = 0; i < size; i++) {
      if (name(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private String name(int i) {
    return key(entries, i).getKey();
  }

  private static AttributeKey<?> key(@Nullable Object[] entries, int i) {
    return (AttributeKey<?>) entries[2 * i];
  }

  /// Enters the last name into the index, or all names into a larger one.
  private void enter(String name) {
    int[] slots = index;
    if (slots != null && 2 * size <= slots.length) {
      slots[slot(slots, name)] = size;
      return;
    }
    slots = new int[4 * Integer.highestOneBit(size)];
    for (int i = 0; i < size; i++) {
      slots[slot(slots, name(i))] = i + 1;
    }
    index = slots;
  }

  /// The slot of a name, or the free one where it belongs.
  private int slot(int[] slots, String name) {
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 16) & slots.length - 1;
    while (slots[slot] != 0 && !name(slots[slot] - 1).equals(name)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /// How many there are, those included that were dropped.
  public int total() {
    return size + dropped;
  }

  /// Returns a copy to which more may be put.
  public FlatAttributes copy() {
    return with(null, Integer.MAX_VALUE);
  }

  /// A copy with other attributes put after these, within a limit of their number.
  FlatAttributes with(@Nullable FlatAttributes others, int count) {
    @Nullable Object[] now = entries;
    int length = Math.min(size, now.length / 2);
    FlatAttributes copy = new FlatAttributes(length);
    copy.putAll(now, length, count);
    copy.dropped = dropped;
    if (others != null) {
      copy.putAll(others.entries, others.size, count);
      copy.dropped += others.dropped;
    }
    return copy;
  }

  /// Returns the attributes sorted by name, those of type `VALUE` as the SDK's builder turns them
  /// into simpler types. No more may be put. By the thread that writes.
  public Attributes sorted() {
    for (int i = 0; i < size; i++) {
      if (key(entries, i).getType() == AttributeType.VALUE) {
        return Attributes.builder().putAll(this).build();
      }
    }
    index = null;
    if (size > INDEXED) {
      sortMany();
      return this;
    }
    for (int i = 1; i < size; i++) {
      Object key = entries[2 * i];
      Object value = entries[2 * i + 1];
      String name = name(i);
      int to = i;
      for (; to > 0 && name(to - 1).compareTo(name) > 0; to--) {
        System.arraycopy(entries, 2 * to - 2, entries, 2 * to, 2);
      }
      entries[2 * to] = key;
      entries[2 * to + 1] = value;
    }
    return this;
  }

  private void sortMany() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(this::name));
    @Nullable Object[] sorted = new Object[2 * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(entries, 2 * order[i], sorted, 2 * i, 2);
    }
    entries = sorted;
  }

  private void putAll(@Nullable Object[] others, int length, int count) {
    for (int i = 0; i < length; i++) {
      AttributeKey<?> key = key(others, i);
      Object value = others[2 * i + 1];
      if (key != null && value != null) { // else it is being written
        put(key, value, count, Integer.MAX_VALUE);
      }
    }
  }

  /// The value of a name, whatever its type; null if there is none.
  public @Nullable Object value(String name) {
    int known = find(name);
    return known < 0 ? null : entries[2 * known + 1];
  }

  @Override
  @SuppressWarnings("unchecked") // a key has values of its type
  public <T> @Nullable T get(AttributeKey<T> key) {
    int known = find(key.getKey());
    return known < 0 || !key(entries, known).getType().equals(key.getType())
        ? null
        : (T) entries[2 * known + 1];
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> action) {
    @Nullable Object[] all = entries;
    for (int i = 0; i < 2 * size; i += 2) {
      action.accept((AttributeKey<?>) all[i], all[i + 1]);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    Map<AttributeKey<?>, Object> map = HashMap.newHashMap(size);
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
