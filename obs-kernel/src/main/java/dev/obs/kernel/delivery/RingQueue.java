package dev.obs.kernel.delivery;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ObjLongConsumer;

/// A queue bounded in items and in bytes, for many producers and one consumer, in which no producer
/// ever waits for another thread. A producer takes the next ticket, which belongs to a slot, and
/// puts its item there; the consumer stops at a slot whose item is still to come.
///
/// The tickets are the accounts: how many items ever entered and left is exact at any quiet moment
/// and costs the producer nothing. An item's bytes are held from its offer until they are released:
/// the consumer may still work with an item that has left.
final class RingQueue<T> {
  /// The counters lie so far apart that no two share a cache line, even of a pair that is fetched
  /// together.
  private static final int APART = 128 / Long.BYTES;

  private static final int ENTERED = APART;
  private static final int LEFT = 2 * APART;
  private static final int LEFT_SEEN = 3 * APART; // by producers, so that they seldom touch LEFT
  private static final int HELD = 4 * APART;
  private static final int OUTSIDE = 5 * APART;

  private final int capacity;
  private final int mask;
  private final long limit;
  private final AtomicReferenceArray<T> items;
  private final long[] sizes; // published with their items
  private final AtomicLongArray counters = new AtomicLongArray(6 * APART);

  /// @param capacity in items
  /// @param limit in bytes
  RingQueue(int capacity, long limit) {
    this.capacity = capacity;
    this.limit = limit;
    int slots = capacity == 1 ? 1 : 2 * Integer.highestOneBit(capacity - 1);
    mask = slots - 1;
    items = new AtomicReferenceArray<>(slots);
    sizes = new long[slots];
  }

  /// Puts an item in unless the queue is full. Any thread.
  boolean offer(T item, long bytes) {
    if (!hold(bytes)) {
      return false;
    }
    long ticket;
    do {
      ticket = counters.get(ENTERED);
      if (ticket - counters.getAcquire(LEFT_SEEN) >= capacity && isFull(ticket)) {
        counters.addAndGet(HELD, -bytes);
        return false;
      }
      // its full fence also orders this count before the look whether the consumer sleeps
    } while (!counters.compareAndSet(ENTERED, ticket, ticket + 1));
    int slot = (int) ticket & mask;
    sizes[slot] = bytes;
    items.setRelease(slot, item);
    return true;
  }

  /// Holds bytes if there is room for them. They are never added first and taken back: meanwhile
  /// others would be refused.
  private boolean hold(long bytes) {
    long held;
    do {
      held = counters.get(HELD);
      if (bytes > limit - held) {
        return false;
      }
    } while (!counters.weakCompareAndSetVolatile(HELD, held, held + bytes));
    return true;
  }

  private boolean isFull(long ticket) {
    long left = counters.get(LEFT);
    counters.setRelease(LEFT_SEEN, left);
    return ticket - left >= capacity;
  }

  /// Takes the oldest items, at least one if there is one. Their bytes are held until they are
  /// released. The consumer's thread only.
  ///
  /// @param most how many at most
  /// @param bytes of all of them at most
  /// @param taker gets each with its bytes
  /// @return the bytes of all
  long poll(int most, long bytes, ObjLongConsumer<? super T> taker) {
    long first = counters.getPlain(LEFT);
    long next = first;
    long sum = 0;
    try {
      while (next - first < most) {
        int slot = (int) next & mask;
        T item = items.getAcquire(slot);
        if (item == null || (next > first && sum + sizes[slot] > bytes)) {
          break;
        }
        sum += sizes[slot];
        items.setPlain(slot, null);
        next++;
        taker.accept(item, sizes[slot]);
      }
    } finally {
      if (next > first) {
        counters.addAndGet(OUTSIDE, sum);
        counters.setRelease(LEFT, next);
      }
    }
    return sum;
  }

  /// Items that were taken are done with. Any thread.
  void release(long bytes) {
    counters.addAndGet(OUTSIDE, -bytes);
    counters.addAndGet(HELD, -bytes);
  }

  /// The number of items that ever entered.
  long entered() {
    return counters.get(ENTERED);
  }

  /// The number of items that ever left.
  long left() {
    return counters.get(LEFT);
  }

  /// The number of items inside; those being put in count already.
  int size() {
    long out = counters.get(LEFT);
    return Math.clamp(counters.get(ENTERED) - out, 0, capacity);
  }

  /// The bytes of the items inside.
  long bytes() {
    return counters.get(HELD) - counters.get(OUTSIDE);
  }

  /// The bytes of the items inside and of those that were taken and not released.
  long held() {
    return counters.get(HELD);
  }
}
