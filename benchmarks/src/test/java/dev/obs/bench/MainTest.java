package dev.obs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void readsLinesAndRanges() {
    assertEquals(Set.of(1, 5, 8, 9), Main.lines("1,5,8-9"));
  }

  @Test
  void refusesALineThatDoesNotExist() {
    assertThrows(IllegalArgumentException.class, () -> Main.lines("16"));
    assertThrows(IllegalArgumentException.class, () -> Main.lines("3-1"));
    assertThrows(IllegalArgumentException.class, () -> Main.lines("all"));
  }
}
