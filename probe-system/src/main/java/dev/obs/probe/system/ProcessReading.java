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

/// The counters and resources of this process. Counts are negative if the system does not provide
/// them.
///
/// @param user the seconds of CPU time in user mode
/// @param system the seconds of CPU time in the kernel
/// @param processors the number of available processors; a fraction where a control group has a
///   quota
/// @param resident the bytes of physical memory
/// @param virtual the bytes of address space
/// @param threads the number of operating system threads
/// @param minorFaults the page faults without disk access
/// @param majorFaults the page faults that read the disk
/// @param read the bytes read from the disk
/// @param written the bytes written to the disk
/// @param descriptors the number of open file descriptors
/// @param uptime the seconds since the JVM's start
/// @param nanos the time of the reading, by the monotonic clock
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
        figures.getOrDefault(PidStat.RSS, -1L) * Auxiliary.pageSize(),
        figures.getOrDefault(PidStat.VSIZE, -1L),
        figures.getOrDefault(PidStat.NUM_THREADS, -1L),
        figures.getOrDefault(PidStat.MINFLT, -1L),
        figures.getOrDefault(PidStat.MAJFLT, -1L),
        ProcFile.number(io, "read_bytes").orElse(-1),
        ProcFile.number(io, "write_bytes").orElse(-1),
        openDescriptors(),
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        System.nanoTime());
  }

  /// Returns the available processors. The JDK's figure includes affinity but rounds quotas up.
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
