package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;

/// The keys of `telemetry.spool`.
public final class SpoolSettings {
  /// The value of [#DROP] that gives up old records for new ones.
  public static final String OLDEST = "oldest";

  public static final Setting<Boolean> ENABLED =
      Setting.bool("telemetry.spool.enabled")
          .orElse(false)
          .describe("whether records are kept on disk until their backend has them");

  public static final Setting<Path> PATH =
      Setting.path("telemetry.spool.path")
          .describe("folder of the spool, for this process alone; created with mode 0700");

  public static final Setting<Long> MAX_SIZE =
      Setting.size("telemetry.spool.max_size", 1 << 20, 1L << 50)
          .orElse(512L << 20)
          .describe("limit of the spool, shared equally by its lanes");

  public static final Setting<Duration> SYNC_INTERVAL =
      Setting.duration("telemetry.spool.sync_interval", Duration.ZERO, Duration.ofMinutes(1))
          .orElse(Duration.ofMillis(10))
          .describe("longest time that a record waits to be synced to disk with others");

  public static final Setting<String> DROP =
      Setting.choice("telemetry.spool.drop", OLDEST, "newest")
          .orElse(OLDEST)
          .describe("records to drop when the spool or its disk is full");

  public static final Setting<Long> DEAD_LETTER_SIZE =
      Setting.size("telemetry.spool.dead_letter_size", 0, 1L << 30)
          .orElse(16L << 20)
          .describe("limit of the dead letters of one lane");

  private SpoolSettings() {}
}
