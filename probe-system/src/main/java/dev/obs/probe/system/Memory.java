package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The memory available to this process and its used part, in bytes.
///
/// @param limit the total; more than 0
/// @param used the part that is not available without swapping; at most `limit`
record Memory(long limit, long used) {

  /// Keeps `used` within the limit, which a control group may exceed for a moment.
  Memory {
    used = Math.clamp(used, 0, limit);
  }

  /// Reads the memory of the host from `/proc/meminfo`, bounded by the control group. The probe and
  /// the check share it, so that both report one figure. It is cheap enough for a health check and
  /// does not load OSHI.
  ///
  /// @param root the folder that contains `proc` and `sys`
  /// @throws IOException if the figure is unknown, as on systems other than Linux
  static Memory read(Path root) throws IOException {
    Optional<Memory> group = new Cgroup(root).memory();
    List<String> lines;
    try {
      lines = ProcFile.lines(root.resolve("proc/meminfo"));
    } catch (IOException unreadable) {
      return group.orElseThrow(() -> unreadable);
    }
    return of(kibibytes(lines, "MemTotal"), available(lines), group);
  }

  /// Returns the memory of the control group if its limit is below the host's, else of the host.
  ///
  /// @param total the memory of the host
  /// @param available the part of it that is available without swapping
  /// @throws IOException if neither is known
  static Memory of(OptionalLong total, OptionalLong available, Optional<Memory> group)
      throws IOException {
    boolean sized = total.isPresent() && total.getAsLong() > 0;
    if (group.isPresent() && (!sized || group.get().limit < total.getAsLong())) {
      return group.get();
    }
    if (!sized || available.isEmpty()) {
      throw new IOException(
          "/proc/meminfo does not contain the %s of the memory"
              .formatted(sized ? "free part" : "size"));
    }
    return new Memory(total.getAsLong(), total.getAsLong() - available.getAsLong());
  }

  /// Returns the memory that is available without swapping. Kernels before 3.14, WSL 1 and some
  /// containers do not report it; then free memory and the caches that the kernel can reclaim are
  /// the estimate.
  private static OptionalLong available(List<String> lines) {
    OptionalLong reported = kibibytes(lines, "MemAvailable");
    if (reported.isPresent()) {
      return reported;
    }
    OptionalLong reclaimable =
        sum(lines, List.of("MemFree", "Active(file)", "Inactive(file)", "SReclaimable"));
    return reclaimable.isPresent()
        ? reclaimable
        : sum(lines, List.of("MemFree", "Buffers", "Cached"));
  }

  /// Returns the sum of figures, or empty if one of them is missing.
  private static OptionalLong sum(List<String> lines, List<String> keys) {
    List<OptionalLong> figures = keys.stream().map(key -> kibibytes(lines, key)).toList();
    return figures.stream().allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(figures.stream().mapToLong(OptionalLong::getAsLong).sum())
        : OptionalLong.empty();
  }

  private static OptionalLong kibibytes(List<String> lines, String key) {
    OptionalLong number = ProcFile.number(lines, key);
    return number.isPresent() ? OptionalLong.of(number.getAsLong() * 1024) : number;
  }

  long free() {
    return limit - used;
  }

  double percent() {
    return 100.0 * used / limit;
  }
}
