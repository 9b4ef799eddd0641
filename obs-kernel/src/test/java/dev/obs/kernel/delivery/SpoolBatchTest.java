package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpoolBatchTest {
  private final SpoolBatch<String> batch = new SpoolBatch<>(10);

  @Test
  void settlesEverythingUpToItsEndOrItsFirstPendingRecord() {
    batch.add(4, "a", 10);
    batch.add(5, "b", 20);
    batch.addDeadLettered(6);
    assertEquals(List.of("a", "b"), batch.items());
    assertEquals(2, batch.size());
    assertEquals(30, batch.bytes());
    assertEquals(5, batch.sequence(1));
    assertEquals(7, batch.settledBefore(new int[0]));
    assertEquals(5, batch.settledBefore(new int[] {1}));
    batch.add(7, "c", 1);
    assertEquals(8, batch.settledBefore(new int[0]));
  }

  @Test
  void isNotEmptyIfOnlyTheFateOfRecordsIsKnown() {
    assertTrue(batch.isEmpty());
    batch.addDeadLettered(0);
    batch.addDeadLettered(1);
    assertFalse(batch.isEmpty());
    assertEquals(0, batch.size());
    assertEquals(2, batch.deadLettered());
    assertEquals(2, batch.settledBefore(new int[0]));
  }

  @Test
  void countsRecordsThatNobodyCanRead() {
    batch.addUnreadable(3, 9, "damaged");
    assertFalse(batch.isEmpty());
    assertEquals(Map.of("damaged", 3L), batch.dropped().byReason());
    assertEquals(9, batch.settledBefore(new int[0]));
  }
}
