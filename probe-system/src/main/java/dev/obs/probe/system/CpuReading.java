package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor.TickType;
import oshi.util.FileUtil;
import oshi.util.driver.linux.proc.CpuStat;
import oshi.util.linux.ProcPath;

/// The counters of the processors since the system's start.
///
/// @param seconds the seconds of all processors together, by mode
/// @param processors the number of logical processors
/// @param quota the control group's quota, or null if it has none that is tighter than the host
/// @param nanos the time of the reading, by the monotonic clock
record CpuReading(
    Map<CpuMode, Double> seconds, int processors, Cgroup.@Nullable Cpu quota, long nanos) {

  static CpuReading now() throws IOException {
    long[] ticks = CpuStat.getSystemCpuLoadTicks();
    List<String> lines = FileUtil.readFile(ProcPath.STAT);
    int processors = (int) lines.stream().filter(CpuReading::isProcessor).count();
    if (processors == 0) {
      throw new IOException("/proc/stat contains no processor");
    }
    Map<CpuMode, Double> seconds = new EnumMap<>(CpuMode.class);
    for (TickType type : TickType.values()) {
      seconds.merge(mode(type), Auxiliary.seconds(ticks[type.getIndex()]), Double::sum);
    }
    Cgroup.Cpu quota =
        new Cgroup(Path.of("/")).cpu().filter(cpu -> cpu.limit() < processors).orElse(null);
    return new CpuReading(
        Collections.unmodifiableMap(seconds), processors, quota, System.nanoTime());
  }

  private static boolean isProcessor(String line) {
    return line.startsWith("cpu") && line.length() > 3 && Character.isDigit(line.charAt(3));
  }

  private static CpuMode mode(TickType type) {
    return switch (type) {
      case USER -> CpuMode.USER;
      case NICE -> CpuMode.NICE;
      case SYSTEM -> CpuMode.SYSTEM;
      case IDLE -> CpuMode.IDLE;
      case IOWAIT -> CpuMode.IOWAIT;
      case IRQ, SOFTIRQ -> CpuMode.INTERRUPT;
      case STEAL -> CpuMode.STEAL;
    };
  }
}
