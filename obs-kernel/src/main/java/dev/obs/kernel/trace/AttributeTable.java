package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Attributes in one array, in the order in which their names first came. A later value replaces
/// the one of the same name, whatever the types (specification, "Attribute Collections"). A name
/// that comes after the limit is dropped and counted.
///
/// Written by one thread. Another one that reads meanwhile sees some of the attributes, each whole.
public abstract class AttributeTable {
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

  /// @param capacity how many there is room for at first
  protected AttributeTable(int capacity) {
    entries = new Object[2 * Math.max(FIRST, capacity)];
  }

  /// Sets an attribute.
  ///
  /// @param count how many names are kept at most
  /// @param length of a value at most
  public final void put(AttributeKey<?> key, Object value, int count, int length) {
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
  public final int total() {
    return size + dropped;
  }

  /// Counts more that were dropped.
  final void drop(int more) {
    dropped += more;
  }

  final int dropped() {
    return dropped;
  }

  /// Passes the attributes to an action, also while another thread writes: then some of them.
  public final void forEachWritten(BiConsumer<AttributeKey<?>, Object> action) {
    @Nullable Object[] all = entries;
    int length = Math.min(size, all.length / 2);
    for (int i = 0; i < length; i++) {
      AttributeKey<?> key = key(all, i);
      Object value = all[2 * i + 1];
      if (key != null && value != null) { // else it is being written
        action.accept(key, value);
      }
    }
  }

  /// Whether an attribute has this type.
  final boolean has(AttributeType type) {
    for (int i = 0; i < size; i++) {
      if (key(entries, i).getType() == type) {
        return true;
      }
    }
    return false;
  }

  /// Sorts the attributes by name. No more may be put.
  final void sort() {
    index = null;
    if (size > INDEXED) {
      sortMany();
      return;
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

  /// The value of a name, whatever its type; null if there is none.
  public final @Nullable Object value(String name) {
    int known = find(name);
    return known < 0 ? null : entries[2 * known + 1];
  }

  /// The value of a key; null if there is none, or one of another type.
  @SuppressWarnings("unchecked") // a key has values of its type
  final <T> @Nullable T valueOf(AttributeKey<T> key) {
    int known = find(key.getKey());
    return known < 0 || !key(entries, known).getType().equals(key.getType())
        ? null
        : (T) entries[2 * known + 1];
  }

  /// Passes the attributes to an action.
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> action) {
    @Nullable Object[] all = entries;
    for (int i = 0; i < 2 * size; i += 2) {
      action.accept((AttributeKey<?>) all[i], all[i + 1]);
    }
  }

  /// How many there are.
  public int size() {
    return size;
  }
}
