package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoverTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final Handover<String> handover = new Handover<>();
  private final Batch<String> batch = new Batch<>(List.of("a"), 1);

  @Test
  void recordsThatNobodyTakesAreTheGiversAgain() {
    AtomicInteger woken = new AtomicInteger();
    long start = System.nanoTime();
    assertFalse(handover.offer(batch, 20_000_000, woken::incrementAndGet));
    assertTrue(System.nanoTime() - start >= 20_000_000, "it waits for a while");
    assertEquals(1, woken.get());
    assertFalse(handover.isOffered());
    assertNull(handover.take());
  }

  @Test
  void aTakerEndsTheWait() throws Exception {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Thread giver =
        Thread.startVirtualThread(() -> taken.complete(handover.offer(batch, HOUR, () -> {})));
    while (giver.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertTrue(handover.isOffered());
    assertSame(batch, handover.take());
    assertTrue(taken.get());
    assertFalse(handover.isOffered());
    assertNull(handover.take());
  }

  @Test
  void anInterruptEndsTheWaitAndIsCleared() {
    Thread.currentThread().interrupt();
    assertFalse(handover.offer(batch, HOUR, () -> {}));
    assertFalse(Thread.interrupted());
  }
}
