package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The limits of this process's control groups, version 1 or 2, at every visible level; a container
/// is such a group.
///
/// Files that are missing, unreadable or in an unexpected format set no limit. Everything is read
/// again each time, because limits of a running container can be changed.
final class Cgroup {
  /// Version 1 reports the largest number of pages where no limit is set.
  private static final long UNLIMITED = 1L << 62;

  private final Path root;

  /// @param root the folder that contains `proc` and `sys`
  Cgroup(Path root) {
    this.root = root;
  }

  /// Processor time that a group may use and has used.
  ///
  /// @param limit the limit in processors; more than 0
  /// @param user seconds in user mode
  /// @param system seconds in the kernel
  record Cpu(double limit, double user, double system) {}

  /// Returns the tightest memory limit and the working set of its group: its usage without the
  /// inactive file cache, which the kernel reclaims before it kills. A group whose working set is
  /// unknown is left out.
  Optional<Memory> memory() {
    ControlGroups groups = ControlGroups.find(root, "memory");
    String limitFile = groups.unified() ? "memory.max" : "memory.limit_in_bytes";
    String usageFile = groups.unified() ? "memory.current" : "memory.usage_in_bytes";
    String inactive = groups.unified() ? "inactive_file" : "total_inactive_file";
    Memory tightest = null;
    for (Path level : groups.levels()) {
      OptionalLong limit = number(level.resolve(limitFile));
      OptionalLong usage = number(level.resolve(usageFile));
      OptionalLong cache = ProcFile.number(lines(level.resolve("memory.stat")), inactive);
      if (limit.isPresent()
          && usage.isPresent()
          && cache.isPresent()
          && limit.getAsLong() > 0
          && limit.getAsLong() < UNLIMITED
          && (tightest == null || limit.getAsLong() < tightest.limit())) {
        tightest = new Memory(limit.getAsLong(), usage.getAsLong() - cache.getAsLong());
      }
    }
    return Optional.ofNullable(tightest);
  }

  /// Returns the tightest processor quota and the usage of its group.
  Optional<Cpu> cpu() {
    ControlGroups groups = ControlGroups.find(root, "cpu");
    return groups.unified() ? unifiedCpu(groups) : legacyCpu(groups);
  }

  private static Optional<Cpu> unifiedCpu(ControlGroups groups) {
    Cpu tightest = null;
    for (Path level : groups.levels()) {
      List<String> max = lines(level.resolve("cpu.max"));
      String[] fields = max.isEmpty() ? new String[0] : max.getFirst().split(" ", -1);
      double limit =
          fields.length == 2
              ? ratio(ProcFile.number(fields[0]), ProcFile.number(fields[1]))
              : Double.NaN;
      List<String> stat = lines(level.resolve("cpu.stat"));
      OptionalLong user = ProcFile.number(stat, "user_usec");
      OptionalLong system = ProcFile.number(stat, "system_usec");
      tightest = tighter(tightest, limit, user, system, 1e6);
    }
    return Optional.ofNullable(tightest);
  }

  private Optional<Cpu> legacyCpu(ControlGroups groups) {
    Cpu tightest = null;
    for (Path level : groups.levels()) {
      double limit =
          ratio(
              number(level.resolve("cpu.cfs_quota_us")),
              number(level.resolve("cpu.cfs_period_us")));
      if (!Double.isNaN(limit)) {
        Path account = account(level);
        OptionalLong user = number(account.resolve("cpuacct.usage_user"));
        OptionalLong system = number(account.resolve("cpuacct.usage_sys"));
        tightest = tighter(tightest, limit, user, system, 1e9);
      }
    }
    return Optional.ofNullable(tightest);
  }

  /// Returns the folder with the usage. Nearly everywhere both controllers are mounted together;
  /// otherwise the process's own group replaces the group with the quota.
  private Path account(Path level) {
    return number(level.resolve("cpuacct.usage_user")).isPresent()
        ? level
        : ControlGroups.find(root, "cpuacct").levels().stream().findFirst().orElse(level);
  }

  private static @Nullable Cpu tighter(
      @Nullable Cpu tightest,
      double limit,
      OptionalLong user,
      OptionalLong system,
      double unitsInSecond) {
    if (Double.isNaN(limit)
        || user.isEmpty()
        || system.isEmpty()
        || (tightest != null && tightest.limit() <= limit)) {
      return tightest;
    }
    return new Cpu(limit, user.getAsLong() / unitsInSecond, system.getAsLong() / unitsInSecond);
  }

  private static double ratio(OptionalLong quota, OptionalLong period) {
    return quota.orElse(0) > 0 && period.orElse(0) > 0
        ? (double) quota.getAsLong() / period.getAsLong()
        : Double.NaN;
  }

  private static OptionalLong number(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? OptionalLong.empty() : ProcFile.number(lines.getFirst());
  }

  private static List<String> lines(Path file) {
    try {
      return ProcFile.lines(file);
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
