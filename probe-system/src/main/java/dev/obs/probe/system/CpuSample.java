package dev.obs.probe.system;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A reading, and the utilization since the previous one. That of the first reading is the host's
/// since the system's start: it is known at once, a quota's only from the second reading on.
///
/// @param utilization the share of each mode, 0 to 1, together 1; empty if no time has passed
record CpuSample(CpuReading reading, Map<CpuMode, Double> utilization) {

  static CpuSample of(@Nullable CpuSample previous, CpuReading now) {
    if (previous == null) {
      return new CpuSample(now, ofHost(Map.of(), now.seconds()));
    }
    Map<CpuMode, Double> utilization = utilization(previous.reading, now);
    return new CpuSample(now, utilization.isEmpty() ? previous.utilization : utilization);
  }

  /// Returns the share of all modes except idling and waiting for a disk, in percent; NaN if not
  /// known yet.
  double percent() {
    return utilization.isEmpty()
        ? Double.NaN
        : 100
            * (1
                - utilization.getOrDefault(CpuMode.IDLE, 0.0)
                - utilization.getOrDefault(CpuMode.IOWAIT, 0.0));
  }

  private static Map<CpuMode, Double> utilization(CpuReading before, CpuReading now) {
    Cgroup.Cpu was = before.quota();
    Cgroup.Cpu is = now.quota();
    return was != null && is != null
        ? ofQuota(was, is, (now.nanos() - before.nanos()) / 1e9)
        : ofHost(before.seconds(), now.seconds());
  }

  /// Returns the utilization of the host. Differences are at least 0, because some counters of the
  /// kernel (`iowait`) may decrease.
  private static Map<CpuMode, Double> ofHost(
      Map<CpuMode, Double> before, Map<CpuMode, Double> now) {
    Map<CpuMode, Double> spent = new EnumMap<>(CpuMode.class);
    now.forEach(
        (mode, seconds) -> spent.put(mode, Math.max(0, seconds - before.getOrDefault(mode, 0.0))));
    double total = spent.values().stream().mapToDouble(Double::doubleValue).sum();
    spent.replaceAll((mode, seconds) -> seconds / total);
    return total > 0 ? spent : Map.of();
  }

  /// Returns the utilization of the quota. A group may exceed its quota for a moment: then all of
  /// it is in use.
  private static Map<CpuMode, Double> ofQuota(Cgroup.Cpu was, Cgroup.Cpu is, double elapsed) {
    double user = Math.max(0, is.user() - was.user());
    double system = Math.max(0, is.system() - was.system());
    double total = Math.max(elapsed * is.limit(), user + system);
    return total > 0
        ? Map.of(
            CpuMode.USER,
            user / total,
            CpuMode.SYSTEM,
            system / total,
            CpuMode.IDLE,
            (total - user - system) / total)
        : Map.of();
  }
}
