package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LossesTest {
  private final Losses losses = new Losses();

  @Test
  void countsByReasonAndInAll() {
    losses.add(1, "a");
    losses.add(2, "a");
    losses.add(3, "b");
    losses.add(0, "none");
    losses.add(-1, "none");
    assertEquals(Map.of("a", 3L, "b", 3L), losses.byReason());
    assertEquals(6, losses.total());
    Losses sum = new Losses();
    sum.add(losses);
    sum.add(losses);
    assertEquals(Map.of("a", 6L, "b", 6L), sum.byReason());
    assertEquals(12, sum.total());
  }

  @Test
  void shortensReasonsAndBoundsTheirNumber() {
    losses.add(1, "x".repeat(120));
    losses.add(1, "x".repeat(121));
    for (int i = 1; i < 40; i++) {
      losses.add(1, "reason " + i);
    }
    losses.add(1, "reason 1");
    assertEquals(33, losses.byReason().size());
    assertEquals(2, losses.byReason().get("x".repeat(120)));
    assertEquals(2, losses.byReason().get("reason 1"));
    assertEquals(8, losses.byReason().get("other"));
    assertEquals(42, losses.total());
  }
}
