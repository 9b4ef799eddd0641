package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BatchLimitTest {
  private final BatchLimit limit = new BatchLimit(100, 1 << 20);

  private void succeed(int batches) {
    for (int i = 0; i < batches; i++) {
      limit.succeeded();
    }
  }

  private void assertLimit(int records, long bytes) {
    assertEquals(records, limit.records());
    assertEquals(bytes, limit.bytes());
  }

  @Test
  void isWhatTheOptionsAllowUntilMemoryIsShort() {
    succeed(100);
    assertLimit(100, 1 << 20);
  }

  @Test
  void halvesEachTimeMemoryIsShortButNotBelowOneRecord() {
    limit.shrink();
    assertLimit(50, 1 << 19);
    limit.shrink();
    assertLimit(25, 1 << 18);
    for (int i = 0; i < 100; i++) {
      limit.shrink();
    }
    assertLimit(1, 16 << 10);
  }

  @Test
  void isRaisedAfterEightBatchesThatSucceeded() {
    limit.shrink();
    limit.shrink();
    succeed(7);
    assertLimit(25, 1 << 18);
    succeed(1);
    assertLimit(50, 1 << 19);
    succeed(8);
    assertLimit(100, 1 << 20);
  }

  @Test
  void countsSuccessesFromTheLastShortage() {
    limit.shrink();
    succeed(7);
    limit.shrink();
    succeed(7);
    assertLimit(25, 1 << 18);
  }

  @Test
  void isWhatTheOptionsAllowAgainAfterTheLongestShortage() {
    for (int i = 0; i < 100; i++) {
      limit.shrink();
    }
    succeed(16 * 8 - 1);
    assertLimit(50, 1 << 19);
    succeed(1);
    assertLimit(100, 1 << 20);
  }

  @Test
  void fewerBytesThanTheLeastAreNotReduced() {
    BatchLimit small = new BatchLimit(10, 100);
    small.shrink();
    assertEquals(100, small.bytes());
  }
}
