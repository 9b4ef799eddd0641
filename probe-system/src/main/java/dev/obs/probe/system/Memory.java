package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Memory that this process can have, and how much of it is taken, in bytes.
///
/// @param limit all there is; more than 0
/// @param used what could not be had without swapping; at most `limit`
record Memory(long limit, long used) {

  /// Keeps `used` within the limit, which a control group may exceed for a moment.
  Memory {
    used = Math.clamp(used, 0, limit);
  }

  /// Memory of the host by `/proc/meminfo`, bounded by the control group. Cheap enough for a health
  /// check, and without loading OSHI.
  ///
  /// @param root the folder that holds `proc` and `sys`
  /// @throws IOException if there is no such figure here, as on systems other than Linux
  static Memory read(Path root) throws IOException {
    List<String> lines = ProcFile.lines(root.resolve("proc/meminfo"));
    long total = ProcFile.number(lines, "MemTotal").orElse(0) * 1024;
    long available = ProcFile.number(lines, "MemAvailable").orElse(0) * 1024;
    return of(total, available, new Cgroup(root).memory());
  }

  /// The smaller of host and control group.
  static Memory of(long total, long available, Optional<Memory> group) throws IOException {
    if (total <= 0) {
      throw new IOException("/proc/meminfo does not tell the size of the memory");
    }
    return group
        .filter(memory -> memory.limit < total)
        .orElseGet(() -> new Memory(total, total - available));
  }

  long free() {
    return limit - used;
  }

  double percent() {
    return 100.0 * used / limit;
  }
}
