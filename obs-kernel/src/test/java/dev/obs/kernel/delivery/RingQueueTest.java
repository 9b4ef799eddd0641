package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class RingQueueTest {
  private static <T> List<T> take(RingQueue<T> queue, int most, long bytes) {
    List<T> taken = new ArrayList<>();
    queue.poll(most, bytes, (item, _) -> taken.add(item));
    return taken;
  }

  private static <T> List<T> take(RingQueue<T> queue, int most) {
    return take(queue, most, Long.MAX_VALUE);
  }

  @Test
  void givesBackInOrderAndRefusesWhenFull() {
    RingQueue<Integer> queue = new RingQueue<>(3, Long.MAX_VALUE);
    for (int round = 0; round < 5; round++) {
      assertTrue(queue.offer(1, 1));
      assertTrue(queue.offer(2, 1));
      assertTrue(queue.offer(3, 1));
      assertFalse(queue.offer(4, 1));
      assertEquals(List.of(1), take(queue, 1));
      assertTrue(queue.offer(5, 1));
      assertEquals(List.of(2, 3, 5), take(queue, 9));
      assertEquals(List.of(), take(queue, 9));
    }
    assertEquals(20, queue.entered());
    assertEquals(20, queue.left());
  }

  @Test
  void holdsOneItemIfThatIsItsCapacity() {
    RingQueue<String> queue = new RingQueue<>(1, Long.MAX_VALUE);
    assertTrue(queue.offer("a", 1));
    assertFalse(queue.offer("b", 1));
    assertEquals(List.of("a"), take(queue, 1));
    assertTrue(queue.offer("c", 1));
    assertEquals(List.of("c"), take(queue, 1));
  }

  @Test
  void holdsAnItemsBytesUntilTheyAreReleased() {
    RingQueue<Integer> queue = new RingQueue<>(10, 100);
    assertTrue(queue.offer(1, 60));
    assertFalse(queue.offer(2, 41));
    assertTrue(queue.offer(3, 40), "up to the limit exactly");
    assertEquals(100, queue.bytes());
    assertEquals(60, queue.poll(1, 0, (item, bytes) -> assertEquals(60 * item, bytes)));
    assertEquals(40, queue.bytes());
    assertEquals(100, queue.held());
    assertFalse(queue.offer(4, 1));
    queue.release(60);
    assertEquals(40, queue.bytes());
    assertEquals(40, queue.held());
    assertTrue(queue.offer(5, 60));
  }

  @Test
  void givesNoMoreThanAskedForButOneItemAtLeast() {
    RingQueue<Integer> queue = new RingQueue<>(100, Long.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      assertTrue(queue.offer(i, 10));
    }
    assertEquals(List.of(0, 1), take(queue, 2));
    assertEquals(List.of(2, 3, 4), take(queue, 100, 39));
    assertEquals(List.of(5, 6, 7, 8), take(queue, 100, 40));
    assertEquals(List.of(9), take(queue, 100, 1));
    assertEquals(10, take(queue, 100).size());
  }

  @Test
  void anItemAtWhichTheConsumerFailsHasLeft() {
    RingQueue<Integer> queue = new RingQueue<>(4, 100);
    assertTrue(queue.offer(1, 10) && queue.offer(2, 10) && queue.offer(3, 10));
    assertThrows(
        OutOfMemoryError.class,
        () ->
            queue.poll(
                4,
                100,
                (item, _) -> {
                  if (item == 2) {
                    throw new OutOfMemoryError("on purpose");
                  }
                }));
    assertEquals(2, queue.left());
    assertEquals(10, queue.bytes());
    assertEquals(List.of(3), take(queue, 4));
  }

  @Test
  void anItemThatFindsNoSlotHoldsNoBytes() {
    RingQueue<Integer> queue = new RingQueue<>(1, 100);
    assertTrue(queue.offer(1, 10));
    assertFalse(queue.offer(2, 20));
    assertEquals(10, queue.held());
    assertEquals(1, queue.size());
  }

  @Test
  void losesAndDuplicatesNothingAmongManyProducers() throws InterruptedException {
    int producers = 8;
    int each = 50_000;
    RingQueue<Long> queue = new RingQueue<>(64, Long.MAX_VALUE);
    LongAdder refused = new LongAdder();
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      long base = (long) p * each;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (long i = 0; i < each; i++) {
                  if (!queue.offer(base + i, 1)) {
                    refused.increment();
                  }
                }
              }));
    }
    long[] lastOf = new long[producers];
    java.util.Arrays.fill(lastOf, -1);
    long taken = 0;
    while (threads.stream().anyMatch(Thread::isAlive) || queue.size() > 0) {
      List<Long> some = take(queue, 16);
      taken += some.size();
      for (long item : some) {
        int producer = (int) (item / each);
        assertTrue(item > lastOf[producer], "items of one producer stay in order, none twice");
        lastOf[producer] = item;
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals((long) producers * each, taken + refused.sum());
    assertEquals(taken, queue.entered());
    assertEquals(taken, queue.left());
  }
}
