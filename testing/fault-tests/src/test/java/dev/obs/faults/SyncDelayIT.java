package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.model.LaneStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The time until an offered record is safe: until the sync that it shares with others.
class SyncDelayIT {
  private static final int RATE = 10_000;
  private static final int SECONDS = Extent.of(3, 30);

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();

  @Test
  void aRecordIsSafeSoonAfterItWasOffered() throws InterruptedException {
    AtomicLongArray offeredAt = new AtomicLongArray(RATE * SECONDS);
    Histogram delays = new Histogram(1, Duration.ofMinutes(1).toNanos(), 3);
    try (backend;
        Obs obs =
            Kernels.builder(
                    Map.of(
                        "telemetry.logging.exporters",
                        "otlp",
                        "telemetry.otlp.endpoint",
                        backend.url(),
                        "telemetry.spool.enabled",
                        "true",
                        "telemetry.spool.path",
                        folder.resolve("spool").toString()))
                .start()) {
      Thread application = Thread.ofPlatform().start(() -> emit(obs, offeredAt));
      int accepted = 0;
      while (accepted < offeredAt.length()) {
        long taken = Kernels.logs(obs, "otlp").accepted();
        long now = System.nanoTime();
        for (; accepted < taken; accepted++) {
          delays.recordValue(now - offeredAt.get(accepted));
        }
        LockSupport.parkNanos(100_000);
      }
      application.join();
      LaneStats stats = Kernels.logs(obs, "otlp");
      assertEquals(0, stats.refused());
      assertEquals(offeredAt.length(), stats.accepted());
    }
    Figures.of("offer-to-sync")
        .put("sync_interval_ms", 10)
        .put("p50_ms", delays.getValueAtPercentile(50) / 1e6)
        .put("p99_ms", delays.getValueAtPercentile(99) / 1e6)
        .put("max_ms", delays.getMaxValue() / 1e6)
        .print();
    assertTrue(delays.getMaxValue() < Duration.ofSeconds(10).toNanos(), "a sync hung");
    if (Extent.isFull()) {
      assertTrue(delays.getValueAtPercentile(99) < Duration.ofMillis(50).toNanos());
    }
  }

  private static void emit(Obs obs, AtomicLongArray offeredAt) {
    long start = System.nanoTime();
    for (int i = 0; i < offeredAt.length(); i++) {
      long due = start + i * (1_000_000_000L / RATE);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      offeredAt.set(i, System.nanoTime());
      Kernels.emit(obs, i, 1);
    }
  }
}
