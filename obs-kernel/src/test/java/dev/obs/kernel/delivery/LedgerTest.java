package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerTest {
  private final Ledger ledger = new Ledger();

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private void bookOneOfEach() {
    ledger.accept(20);
    ledger.acceptUnprotected(5);
    ledger.acceptAndDrop(2, "disk full");
    ledger.recover(10);
    ledger.deliver(7);
    ledger.deadLetter(3);
    ledger.drop(4, "http 400");
    ledger.retry();
  }

  private static final Ledger.Balance BOOKED =
      new Ledger.Balance(
          27, 10, 7, 3, new TreeMap<>(Map.of("disk full", 2L, "http 400", 4L)), 21, 1, 5);

  @Test
  void everyRecordIsWaitingUntilItIsSettled() {
    bookOneOfEach();
    assertEquals(BOOKED, ledger.balance());
    assertEquals(27, ledger.taken());
    assertEquals(16, ledger.settled());
    assertEquals(9, ledger.lost());
  }

  @Test
  void whatIsNeitherAcceptedNorStoredIsDroppedWhenTheBooksAreClosed() {
    bookOneOfEach();
    ledger.close(30, 15, "shutdown");
    Ledger.Balance closed = ledger.balance();
    assertEquals(30, closed.taken());
    assertEquals(Map.of("disk full", 2L, "http 400", 4L, "shutdown", 9L), closed.dropped());
    assertEquals(15, closed.waiting());
  }

  @Test
  void nothingCountsOnceTheBooksAreClosed() {
    ledger.close(0, 0, "shutdown");
    Ledger.Balance closed = ledger.balance();
    ledger.accept(1);
    ledger.acceptUnprotected(1);
    ledger.acceptAndDrop(1, "late");
    ledger.recover(1);
    ledger.deliver(1);
    ledger.deadLetter(1);
    ledger.drop(1, "late");
    assertEquals(closed, ledger.balance());
  }

  @Test
  void waitsUntilTheDeadlineOnly() throws InterruptedException {
    assertTrue(ledger.await(() -> true, in(Duration.ZERO)));
    assertFalse(ledger.await(() -> false, in(Duration.ZERO)));
    assertFalse(ledger.await(() -> false, in(Duration.ofMillis(20))));
  }

  @Test
  void eachEntryWakesTheWaiting() throws Exception {
    assertWakes(book -> book.accept(1));
    assertWakes(book -> book.recover(1));
    assertWakes(book -> book.deliver(1));
    assertWakes(book -> book.deadLetter(1));
    assertWakes(book -> book.drop(1, "http 400"));
    assertWakes(Ledger::changed);
    assertWakes(book -> book.close(0, 0, "shutdown"));
  }

  private static void assertWakes(Consumer<Ledger> entry)
      throws InterruptedException, ExecutionException {
    Ledger ledger = new Ledger();
    AtomicBoolean booked = new AtomicBoolean();
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    CompletableFuture<Boolean> woken = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      waiting.complete(Thread.currentThread());
      try {
        woken.complete(ledger.await(booked::get, in(Duration.ofSeconds(30))));
      } catch (InterruptedException interrupted) {
        woken.completeExceptionally(interrupted);
      }
    });
    Thread thread = waiting.get();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    booked.set(true);
    entry.accept(ledger);
    long start = System.nanoTime();
    assertTrue(woken.get());
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos(), "woken by no entry");
  }
}
