package dev.obs.codec;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/// The numbers of a repeated field, boxed only on access. Grows while a message is read; immutable
/// outside of this package.
final class Longs extends AbstractList<Long> implements RandomAccess {
  private long[] values = {};
  private int size;

  void append(long value) {
    if (size == values.length) {
      reserve(1);
    }
    values[size++] = value;
  }

  void reserve(int more) {
    if (values.length - size < more) {
      // exactly the size of the first chunk, which usually is the only one
      values = Arrays.copyOf(values, size == 0 ? more : Math.max(size + more, size * 2));
    }
  }

  long at(int index) {
    return values[Objects.checkIndex(index, size)];
  }

  @Override
  public Long get(int index) {
    return at(index);
  }

  @Override
  public int size() {
    return size;
  }
}
