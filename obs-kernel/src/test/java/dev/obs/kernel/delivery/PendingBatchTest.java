package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingBatchTest {
  private static final int[] NONE = {};

  private final List<String> records = List.of("a", "b", "c", "d", "e");
  private final PendingBatch<String> batch = new PendingBatch<>(records, true);

  private static PendingBatch<String> pair() {
    PendingBatch<String> pair = new PendingBatch<>(List.of("a", "b"), true);
    pair.divide();
    return pair;
  }

  private static int[] indexes(int... indexes) {
    return indexes;
  }

  @Test
  void aBatchWithoutRecordsIsSettled() {
    assertTrue(new PendingBatch<>(List.of(), true).isSettled());
    assertFalse(batch.isSettled());
  }

  @Test
  void startsWithTheWholeBatch() {
    assertArrayEquals(indexes(0, 1, 2, 3, 4), batch.part());
    assertSame(records, batch.records(batch.part()));
  }

  @Test
  void sendsTheHalvesOfADividedPartInOrder() {
    batch.divide();
    assertArrayEquals(indexes(0, 1), batch.part());
    batch.divide();
    assertArrayEquals(indexes(0), batch.part());
    batch.settle(NONE);
    assertArrayEquals(indexes(1), batch.part());
    batch.settle(NONE);
    assertArrayEquals(indexes(2, 3, 4), batch.part());
    assertEquals(List.of("c", "d", "e"), batch.records(batch.part()));
    batch.settle(NONE);
    assertTrue(batch.isSettled());
  }

  @Test
  void sendsTheRestOfAPartBeforeTheNextPart() {
    batch.divide();
    batch.settle(indexes(1));
    assertArrayEquals(indexes(1), batch.part());
    batch.settle(NONE);
    assertArrayEquals(indexes(2, 3, 4), batch.part());
  }

  @Test
  void aSuspectIsAtFaultOnceAnotherRecordWasDelivered() {
    PendingBatch<String> pair = pair();
    assertFalse(pair.accuse());
    assertArrayEquals(indexes(1), pair.part());
    assertTrue(pair.isPromising());
    pair.deliver(1);
    pair.settle(NONE);
    assertFalse(pair.isSettled());
    assertArrayEquals(indexes(0), pair.part());
    assertTrue(pair.isPromising());
    assertTrue(pair.accuse());
    pair.settle(NONE);
    assertTrue(pair.isSettled());
  }

  @Test
  void recordsDeliveredBeforeTheFirstAttemptSayNothing() {
    PendingBatch<String> pair = pair();
    pair.deliver(1);
    pair.settle(NONE);
    assertFalse(pair.accuse());
    assertFalse(pair.isPromising());
    assertFalse(pair.accuse(), "it was tried once");
  }

  @Test
  void aRecordIsAtFaultAfterFiveAttemptsWhenNothingElseIsDelivered() {
    PendingBatch<String> one = new PendingBatch<>(List.of("a"), true);
    for (int attempt = 1; attempt < 5; attempt++) {
      assertFalse(one.accuse(), "attempt " + attempt);
      assertFalse(one.isPromising());
    }
    assertTrue(one.accuse());
  }

  @Test
  void suspectsTakeTurns() {
    PendingBatch<String> pair = pair();
    assertFalse(pair.accuse());
    assertFalse(pair.accuse());
    assertArrayEquals(indexes(0), pair.part());
    assertFalse(pair.accuse());
    assertArrayEquals(indexes(1), pair.part());
  }

  @Test
  void theOutcomeNamesWhatIsLeftInOrder() {
    batch.divide();
    batch.settle(indexes(1));
    assertFalse(batch.accuse()); // record 1 waits behind the others
    batch.deliver(1);
    batch.deadLetter(2);
    batch.drop(3, "http 400");
    BatchOutcome outcome = batch.outcome();
    assertArrayEquals(indexes(1, 2, 3, 4), outcome.pending());
    assertEquals(1, outcome.delivered());
    assertEquals(2, outcome.deadLettered());
    assertEquals(Map.of("http 400", 3L), outcome.dropped().byReason());
  }
}
