package dev.obs.probe.system;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import oshi.util.FileUtil;
import oshi.util.driver.linux.proc.ProcessStat;
import oshi.util.driver.linux.proc.ProcessStat.PidStat;
import oshi.util.linux.ProcPath;
import oshi.util.tuples.Triplet;

/// What this process has done and holds. Figures of bytes are -1 where the system does not tell
/// them.
///
/// @param user seconds of CPU time in user mode
/// @param system seconds of CPU time in the kernel
/// @param processors that it may use; a fraction where a control group has a quota
/// @param resident bytes of physical memory
/// @param virtual bytes of address space
/// @param threads of the operating system
/// @param minorFaults page faults without the disk
/// @param majorFaults page faults that read the disk
/// @param read bytes that it made the disk read
/// @param written bytes that it made the disk write
/// @param descriptors open file descriptors
/// @param uptime seconds since the JVM started
/// @param nanos when, by the monotonic clock
record ProcessReading(
    double user,
    double system,
    double processors,
    long resident,
    long virtual,
    long threads,
    long minorFaults,
    long majorFaults,
    long read,
    long written,
    long descriptors,
    double uptime,
    long nanos) {

  static ProcessReading now() throws IOException {
    int pid = Math.toIntExact(ProcessHandle.current().pid());
    Triplet<String, Character, Map<PidStat, Long>> stat = ProcessStat.getPidStats(pid);
    if (stat == null) {
      throw new IOException("/proc/" + pid + "/stat cannot be read");
    }
    Map<PidStat, Long> figures = stat.getC();
    List<String> io = FileUtil.readFile(String.format(Locale.ROOT, ProcPath.PID_IO, pid), false);
    return new ProcessReading(
        Auxiliary.seconds(figures.getOrDefault(PidStat.UTIME, 0L)),
        Auxiliary.seconds(figures.getOrDefault(PidStat.STIME, 0L)),
        usableProcessors(),
        figures.getOrDefault(PidStat.RSS, 0L) * Auxiliary.pageSize(),
        figures.getOrDefault(PidStat.VSIZE, 0L),
        figures.getOrDefault(PidStat.NUM_THREADS, 0L),
        figures.getOrDefault(PidStat.MINFLT, 0L),
        figures.getOrDefault(PidStat.MAJFLT, 0L),
        ProcFile.number(io, "read_bytes").orElse(-1),
        ProcFile.number(io, "write_bytes").orElse(-1),
        openDescriptors(),
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        System.nanoTime());
  }

  /// The JDK's figure knows affinity but rounds quotas up.
  private static double usableProcessors() {
    int available = Runtime.getRuntime().availableProcessors();
    return new Cgroup(Path.of("/"))
        .cpu()
        .map(cpu -> Math.min(cpu.limit(), available))
        .orElse((double) available);
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
  }
}
