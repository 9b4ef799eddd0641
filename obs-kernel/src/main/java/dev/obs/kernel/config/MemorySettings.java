package dev.obs.kernel.config;

import dev.obs.spi.Setting;

/// The keys of `telemetry.memory`: what Obs holds is limited in bytes, whatever the number and the
/// size of the records.
public final class MemorySettings {
  private static final long LEAST = 64 << 10;
  private static final long MOST = 1L << 40;

  /// The share of the heap that one lane takes unless set, so that a flood in all of them leaves
  /// the application most of it.
  private static final int SHARE = 16;

  /// Bytes of records in one lane.
  public static final Setting<Long> LANE =
      Setting.size("telemetry.memory.lane", LEAST, MOST)
          .orElse(share(16 << 20))
          .describe(
              "limit of the records in memory of one lane; if absent 1/16 of the heap, at most"
                  + " 16 MB");

  /// Bytes of records in one batch.
  public static final Setting<Long> BATCH =
      Setting.size("telemetry.memory.batch", LEAST, MOST)
          .orElse(share(1 << 20))
          .describe("limit of the records of one export; a larger single record is sent alone");

  private MemorySettings() {}

  private static long share(long most) {
    return Math.clamp(Runtime.getRuntime().maxMemory() / SHARE, LEAST, most);
  }
}
