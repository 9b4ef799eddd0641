package dev.obs.codec;

import java.util.AbstractList;
import java.util.RandomAccess;

/// Numbers of a repeated field as doubles.
final class Doubles extends AbstractList<Double> implements RandomAccess {
  private final Longs bits;

  Doubles(Longs bits) {
    this.bits = bits;
  }

  @Override
  public Double get(int index) {
    return Double.longBitsToDouble(bits.at(index));
  }

  @Override
  public int size() {
    return bits.size();
  }
}
