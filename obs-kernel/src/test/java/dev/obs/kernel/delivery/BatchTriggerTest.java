package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTriggerTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final AtomicLong available = new AtomicLong();
  private final AtomicBoolean hurried = new AtomicBoolean();
  private final BatchTrigger rest = new BatchTrigger(available::get, hurried::get);

  /// A worker that rests by now.
  private Thread resting(long nanos, long enough) {
    Thread worker = Thread.ofPlatform().start(() -> rest.await(nanos, enough));
    while (worker.getState() != Thread.State.TIMED_WAITING
        && worker.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return worker;
  }

  @Test
  void doesNotRestWhileThereIsEnoughToDoOrSomebodyIsInAHurry() {
    available.set(3);
    rest.await(HOUR, 3);
    available.set(0);
    hurried.set(true);
    rest.await(HOUR, 3);
  }

  @Test
  void restsNoLongerThanItsTime() {
    long start = System.nanoTime();
    rest.await(20_000_000, 1);
    assertTrue(System.nanoTime() - start >= 20_000_000);
  }

  @Test
  void endsWhenEnoughHasCome() throws InterruptedException {
    for (long time : new long[] {HOUR, Long.MAX_VALUE}) {
      available.set(0);
      Thread worker = resting(time, 2);
      available.set(1);
      rest.arrived();
      assertFalse(worker.join(Duration.ofMillis(20)), "one is not enough");
      available.set(2);
      rest.arrived();
      assertTrue(worker.join(Duration.ofSeconds(30)));
    }
  }

  @Test
  void endsWhenSomebodyHurriesIt() throws InterruptedException {
    Thread worker = resting(HOUR, 1);
    hurried.set(true);
    rest.hurry();
    assertTrue(worker.join(Duration.ofSeconds(30)));
  }

  @Test
  void anInterruptDoesNotEndIt() throws InterruptedException {
    Thread worker = resting(HOUR, 1);
    worker.interrupt();
    assertFalse(worker.join(Duration.ofMillis(20)));
    assertFalse(worker.isInterrupted());
    available.set(1);
    rest.hurry();
    assertTrue(worker.join(Duration.ofSeconds(30)));
  }
}
