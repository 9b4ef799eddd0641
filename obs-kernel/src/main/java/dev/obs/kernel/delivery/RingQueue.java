package dev.obs.kernel.delivery;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A queue bounded in items and in bytes, for many producers and one consumer, in which no producer
/// ever waits for another thread: each slot carries the ticket that may use it next (D. Vyukov's
/// bounded queue).
///
/// The tickets are the accounts: how many items ever entered and left is exact at any quiet moment
/// and costs the producer nothing. An item's bytes are held from its offer until they are released:
/// the consumer may still work with an item that has left.
final class RingQueue<T> {
  private final int capacity;
  private final long limit;
  private final AtomicReferenceArray<@Nullable T> items;
  private final long[] sizes; // published with their items
  private final AtomicLongArray tickets;
  private final AtomicLong entered = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong outside = new AtomicLong();

  /// @param capacity in items
  /// @param limit in bytes
  RingQueue(int capacity, long limit) {
    this.capacity = capacity;
    this.limit = limit;
    items = new AtomicReferenceArray<>(capacity);
    sizes = new long[capacity];
    tickets = new AtomicLongArray(capacity);
    for (int slot = 0; slot < capacity; slot++) {
      tickets.setPlain(slot, free(slot));
    }
  }

  /// Puts an item in unless the queue is full. Any thread.
  boolean offer(T item, long bytes) {
    if (held.addAndGet(bytes) > limit) {
      held.addAndGet(-bytes);
      return false;
    }
    while (true) {
      long ticket = entered.get();
      int slot = (int) (ticket % capacity);
      long ahead = tickets.getAcquire(slot) - free(ticket);
      if (ahead < 0) {
        held.addAndGet(-bytes);
        return false;
      }
      if (ahead == 0 && entered.compareAndSet(ticket, ticket + 1)) {
        items.setPlain(slot, item);
        sizes[slot] = bytes;
        // a full fence: whoever looks next whether the consumer sleeps must not look too early
        tickets.set(slot, full(ticket));
        return true;
      }
    }
  }

  /// The bytes of the oldest item, or -1 if there is none. The consumer's thread only.
  long nextBytes() {
    long ticket = left.getPlain();
    int slot = (int) (ticket % capacity);
    return tickets.getAcquire(slot) == full(ticket) ? sizes[slot] : -1;
  }

  /// Takes the oldest item, or null if there is none. Its bytes are held until they are released.
  /// The consumer's thread only.
  @Nullable T poll() {
    long ticket = left.getPlain();
    int slot = (int) (ticket % capacity);
    if (tickets.getAcquire(slot) != full(ticket)) {
      return null;
    }
    T item = items.getPlain(slot);
    items.setPlain(slot, null);
    outside.addAndGet(sizes[slot]);
    tickets.setRelease(slot, free(ticket + capacity));
    left.setRelease(ticket + 1);
    return item;
  }

  /// Items that were taken are done with. Any thread.
  void release(long bytes) {
    outside.addAndGet(-bytes);
    held.addAndGet(-bytes);
  }

  /// The state of a slot that waits for a ticket's item.
  private static long free(long ticket) {
    return 2 * ticket;
  }

  /// The state of a slot that holds it.
  private static long full(long ticket) {
    return 2 * ticket + 1;
  }

  /// The number of items that ever entered.
  long entered() {
    return entered.get();
  }

  /// The number of items that ever left.
  long left() {
    return left.get();
  }

  /// The number of items inside; those being put in count already.
  int size() {
    long out = left.get();
    return Math.clamp(entered.get() - out, 0, capacity);
  }

  /// The bytes of the items inside.
  long bytes() {
    return held.get() - outside.get();
  }

  /// The bytes of the items inside and of those that were taken and not released.
  long held() {
    return held.get();
  }
}
