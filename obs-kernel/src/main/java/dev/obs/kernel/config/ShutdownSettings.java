package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.time.Duration;

/// The keys of `telemetry.shutdown`: the limits of the end of the process.
public final class ShutdownSettings {
  private static final Duration MOST = Duration.ofMinutes(10);

  public static final Setting<Duration> DEADLINE =
      Setting.duration("telemetry.shutdown.deadline", Duration.ZERO, MOST)
          .orElse(Duration.ofSeconds(5))
          .describe("limit for closing");

  public static final Setting<Duration> DRAIN =
      Setting.duration("telemetry.shutdown.drain", Duration.ZERO, MOST)
          .orElse(Duration.ofSeconds(10))
          .describe("limit for shutdown hooks of the application before Obs closes itself");

  private ShutdownSettings() {}
}
