package dev.obs.exporter.file;

import dev.obs.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The keys of `telemetry.file`.
final class FileSettings {
  static final Setting<Path> PATH =
      Setting.path("path")
          .orElse(Path.of("telemetry"))
          .describe("folder of the files; created if absent");
  static final Setting<Long> MAX_SIZE =
      Setting.size("max_size", 1 << 10, Long.MAX_VALUE)
          .orElse(64L << 20)
          .describe("size above which a file is rotated");
  static final Setting<Duration> MAX_AGE =
      Setting.duration("max_age", Duration.ofSeconds(1), Duration.ofDays(366))
          .describe("age above which the next batch rotates a file");
  static final Setting<Integer> KEEP =
      Setting.integer("keep", 0, 100_000)
          .orElse(10)
          .describe("number of rotated files to keep per signal; older ones are deleted");
  static final Setting<Boolean> SYNC =
      Setting.bool("sync")
          .orElse(false)
          .describe("whether each batch is forced to the disk before it counts as delivered");

  static final List<Setting<?>> ALL = List.of(PATH, MAX_SIZE, MAX_AGE, KEEP, SYNC);

  private FileSettings() {}
}
