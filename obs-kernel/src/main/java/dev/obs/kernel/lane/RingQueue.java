package dev.obs.kernel.lane;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A bounded queue for many producers and one consumer in which no producer ever waits for another
/// thread: each slot carries the ticket that may use it next (D. Vyukov's bounded queue).
///
/// The tickets are the accounts: how many items ever entered and left is exact at any quiet moment
/// and costs the producer nothing.
final class RingQueue<T> {
  private final int capacity;
  private final AtomicReferenceArray<@Nullable T> items;
  private final AtomicLongArray tickets;
  private final AtomicLong entered = new AtomicLong();
  private final AtomicLong left = new AtomicLong();

  RingQueue(int capacity) {
    this.capacity = capacity;
    items = new AtomicReferenceArray<>(capacity);
    tickets = new AtomicLongArray(capacity);
    for (int slot = 0; slot < capacity; slot++) {
      tickets.setPlain(slot, free(slot));
    }
  }

  /// Puts an item in unless the queue is full. Any thread.
  boolean offer(T item) {
    while (true) {
      long ticket = entered.get();
      int slot = (int) (ticket % capacity);
      long ahead = tickets.getAcquire(slot) - free(ticket);
      if (ahead < 0) {
        return false;
      }
      if (ahead == 0 && entered.compareAndSet(ticket, ticket + 1)) {
        items.setPlain(slot, item);
        // a full fence: whoever looks next whether the consumer sleeps must not look too early
        tickets.set(slot, full(ticket));
        return true;
      }
    }
  }

  /// Takes the oldest item, or null if there is none. The consumer's thread only.
  @Nullable T poll() {
    long ticket = left.getPlain();
    int slot = (int) (ticket % capacity);
    if (tickets.getAcquire(slot) != full(ticket)) {
      return null;
    }
    T item = items.getPlain(slot);
    items.setPlain(slot, null);
    tickets.setRelease(slot, free(ticket + capacity));
    left.setRelease(ticket + 1);
    return item;
  }

  /// What a slot says that waits for a ticket's item.
  private static long free(long ticket) {
    return 2 * ticket;
  }

  /// What a slot says that holds it.
  private static long full(long ticket) {
    return 2 * ticket + 1;
  }

  /// How many items ever entered.
  long entered() {
    return entered.get();
  }

  /// How many items ever left.
  long left() {
    return left.get();
  }

  /// How many are inside; those being put in count already.
  int size() {
    long out = left.get();
    return Math.clamp(entered.get() - out, 0, capacity);
  }
}
