package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.time.Duration;

/// The keys that each signal has for the queue of an exporter.
final class QueueSettings {
  private QueueSettings() {}

  static Setting<Integer> queueSize(String key, String variable, String what) {
    return Setting.integer(key, 1, 1 << 20)
        .orElse(65_536)
        .environment(variable)
        .describe("limit of " + what + " that wait for one exporter");
  }

  static Setting<Integer> batchSize(String key, String variable, String what) {
    return Setting.integer(key, 1, 1 << 20)
        .orElse(8_192)
        .environment(variable)
        .describe("limit of " + what + " in one batch; at most the queue size");
  }

  static Setting<Duration> scheduleDelay(String key, String variable, int seconds, String what) {
    return Setting.duration(key, Duration.ZERO, Duration.ofDays(1))
        .orElse(Duration.ofSeconds(seconds))
        .environment(variable)
        .describe("longest time that " + what + " wait to fill a batch");
  }

  static Setting<Duration> exportTimeout(String key, String variable) {
    return Setting.timeout(key, Duration.ofMinutes(10))
        .orElse(Duration.ofSeconds(30))
        .environment(variable)
        .describe("limit for sending a batch; 0 means no limit");
  }
}
