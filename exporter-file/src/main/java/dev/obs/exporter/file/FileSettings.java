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
          .describe("folder of the files; made if it is not there");
  static final Setting<Long> MAX_SIZE =
      Setting.size("max_size", 1 << 10, Long.MAX_VALUE)
          .orElse(64L << 20)
          .describe("a file that would grow larger is rotated");
  static final Setting<Duration> MAX_AGE =
      Setting.duration("max_age", Duration.ofSeconds(1), Duration.ofDays(366))
          .describe("a file older than this is rotated by the next batch");
  static final Setting<Integer> KEEP =
      Setting.integer("keep", 0, 100_000)
          .orElse(10)
          .describe("how many rotated files of a signal to keep; older ones are deleted");
  static final Setting<Boolean> SYNC =
      Setting.bool("sync")
          .orElse(false)
          .describe("whether each batch is forced to the disk before it counts as delivered");

  static final List<Setting<?>> ALL = List.of(PATH, MAX_SIZE, MAX_AGE, KEEP, SYNC);

  private FileSettings() {}
}
