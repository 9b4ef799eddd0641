package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The memory available to this process and its used part, in bytes.
///
/// @param limit the total; more than 0
/// @param used the part that is not available without swapping; at most `limit`
record Memory(long limit, long used) {

  /// Keeps `used` within the limit, which a control group may exceed for a moment.
  Memory {
    used = Math.clamp(used, 0, limit);
  }

  /// Reads the memory of the host from `/proc/meminfo`, bounded by the control group. It is cheap
  /// enough for a health check and does not load OSHI.
  ///
  /// @param root the folder that contains `proc` and `sys`
  /// @throws IOException if the system has no such figure, as on systems other than Linux
  static Memory read(Path root) throws IOException {
    List<String> lines = ProcFile.lines(root.resolve("proc/meminfo"));
    long total = ProcFile.number(lines, "MemTotal").orElse(0) * 1024;
    long available = ProcFile.number(lines, "MemAvailable").orElse(0) * 1024;
    return of(total, available, new Cgroup(root).memory());
  }

  /// Returns the smaller one of host and control group.
  static Memory of(long total, long available, Optional<Memory> group) throws IOException {
    if (total <= 0) {
      throw new IOException("/proc/meminfo does not contain the size of the memory");
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
