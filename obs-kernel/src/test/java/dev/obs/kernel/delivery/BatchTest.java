package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int[] NONE = {};

  private final List<String> records = List.of("a", "b", "c", "d", "e");
  private final Batch<String> batch = started(records);
  private final Batch<String> stored = new Batch<>(10);

  private static Batch<String> started(List<String> records) {
    Batch<String> batch = new Batch<>(records, 5);
    batch.start();
    return batch;
  }

  private static Batch<String> pair() {
    Batch<String> pair = started(List.of("a", "b"));
    pair.divide();
    return pair;
  }

  private static int[] indexes(int... indexes) {
    return indexes;
  }

  @Test
  void aBatchWithoutRecordsIsSettled() {
    assertTrue(started(List.of()).isSettled());
    assertFalse(batch.isSettled());
  }

  @Test
  void startsWithTheWholeBatch() {
    assertArrayEquals(indexes(0, 1, 2, 3, 4), batch.part());
    assertEquals(records, batch.records(batch.part()));
    assertSame(batch.records(batch.part()), batch.records(batch.part()), "not copied again");
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
    Batch<String> pair = pair();
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
    Batch<String> pair = pair();
    pair.deliver(1);
    pair.settle(NONE);
    assertFalse(pair.accuse());
    assertFalse(pair.isPromising());
    assertFalse(pair.accuse(), "it was tried once");
  }

  @Test
  void aRecordIsAtFaultAfterFiveAttemptsWhenNothingElseIsDelivered() {
    Batch<String> one = started(List.of("a"));
    for (int attempt = 1; attempt < 5; attempt++) {
      assertFalse(one.accuse(), "attempt " + attempt);
      assertFalse(one.isPromising());
    }
    assertTrue(one.accuse());
  }

  @Test
  void suspectsTakeTurns() {
    Batch<String> pair = pair();
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
    assertArrayEquals(indexes(1, 2, 3, 4), batch.pending());
    assertEquals(1, batch.delivered());
    assertEquals(2, batch.deadLettered());
    assertEquals(Map.of("http 400", 3L), batch.dropped().byReason());
  }

  @Test
  void holdsTheBytesOfRecordsThatAreNotStored() {
    assertEquals(5, batch.bytes());
    assertFalse(batch.isStored());
    batch.add("f", 3);
    assertEquals(8, batch.bytes());
    assertEquals(6, batch.size());
    assertFalse(batch.isStored());
  }

  @Test
  void settlesEverythingUpToItsEndOrItsFirstPendingRecord() {
    stored.add(4, "a", 10);
    stored.add(5, "b", 20);
    stored.addDeadLettered(6);
    assertTrue(stored.isStored());
    assertEquals(2, stored.size());
    assertEquals(30, stored.bytes());
    assertEquals(5, stored.sequence(1));
    assertEquals(7, stored.settledBefore());
    stored.start();
    assertEquals(List.of("a", "b"), stored.records(stored.part()));
    assertEquals(4, stored.settledBefore());
    stored.settle(indexes(1));
    assertEquals(5, stored.settledBefore());
    stored.settle(NONE);
    assertEquals(7, stored.settledBefore());
  }

  @Test
  void endsAfterTheRecordThatIsAddedLast() {
    stored.add(4, "a", 10);
    stored.addDeadLettered(5);
    stored.add(6, "b", 1);
    assertEquals(7, stored.settledBefore());
    assertEquals(6, stored.sequence(1));
  }

  @Test
  void isNotEmptyIfOnlyTheFateOfRecordsIsKnown() {
    assertTrue(stored.isEmpty());
    stored.addDeadLettered(0);
    stored.addDeadLettered(1);
    assertFalse(stored.isEmpty());
    assertTrue(stored.isStored());
    assertEquals(0, stored.size());
    assertEquals(2, stored.knownDeadLetters());
    stored.deadLetter(3);
    assertEquals(5, stored.deadLettered());
    assertEquals(2, stored.knownDeadLetters());
    assertEquals(2, stored.settledBefore());
  }

  @Test
  void countsRecordsThatNobodyCanRead() {
    stored.addUnreadable(3, 9, "damaged");
    assertFalse(stored.isEmpty());
    assertEquals(Map.of("damaged", 3L), stored.dropped().byReason());
    assertEquals(9, stored.settledBefore());
  }

  @Test
  void takesUpItsDeliveryWhereItWas() {
    batch.divide();
    batch.settle(NONE);
    batch.start();
    assertArrayEquals(indexes(2, 3, 4), batch.part());
    batch.settle(NONE);
    assertTrue(batch.isSettled());
  }

  @Test
  void forgetsEverythingWhenItIsCleared() {
    stored.add(4, "a", 10);
    stored.add(5, "b", 10);
    stored.addDeadLettered(6);
    stored.addUnreadable(3, 10, "damaged");
    stored.start();
    List<String> handed = stored.records(stored.part());
    stored.divide();
    stored.accuse();
    stored.deliver(1);
    stored.deadLetter(1);
    stored.clear();
    assertTrue(stored.isEmpty());
    assertFalse(stored.isStored());
    assertEquals(0, stored.size());
    assertEquals(0, stored.bytes());
    assertEquals(0, stored.delivered());
    assertEquals(0, stored.deadLettered());
    assertEquals(0, stored.knownDeadLetters());
    assertEquals(0, stored.dropped().total());
    assertEquals(Map.of(), stored.dropped().byReason());
    assertArrayEquals(NONE, stored.pending());
    assertEquals(List.of("a", "b"), handed, "the exporter may have kept them");
    stored.add("c", 1);
    stored.start();
    assertEquals(List.of("c"), stored.records(stored.part()));
  }
}
