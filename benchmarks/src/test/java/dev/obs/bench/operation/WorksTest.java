package dev.obs.bench.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.bench.report.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorksTest {
  private static final int TIMES = 500;

  private static long lost(Side side, Kind kind, Shape shape, long claimed) {
    try (Work work = Works.open(side, kind, shape)) {
      for (int time = 0; time < TIMES; time++) {
        work.run(time % shape.names());
      }
      return work.lost(claimed);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OBS", "SDK", "MICROMETER"})
  void everySampledOperationReachesTheSink(Side side) {
    assertEquals(0, lost(side, Kind.SAMPLED, Shape.ONE, TIMES));
  }

  @ParameterizedTest
  @EnumSource(names = {"OBS", "SDK"})
  void aSpanReachesEverySink(Side side) {
    assertEquals(0, lost(side, Kind.SPAN, new Shape(10, 2), TIMES));
  }

  @ParameterizedTest
  @EnumSource(names = {"OBS", "SDK"})
  void theOtherKindsLoseNothing(Side side) {
    assertEquals(0, lost(side, Kind.SHIPPED, Shape.ONE, TIMES));
    assertEquals(0, lost(side, Kind.UNSAMPLED, Shape.ONE, TIMES));
  }

  @ParameterizedTest
  @EnumSource(names = {"OBS", "SDK"})
  void aLostSpanIsCounted(Side side) {
    assertEquals(1, lost(side, Kind.SPAN, Shape.ONE, TIMES + 1));
  }
}
