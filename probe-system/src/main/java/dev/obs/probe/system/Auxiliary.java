package dev.obs.probe.system;

import java.util.Map;
import oshi.util.FileUtil;
import oshi.util.driver.linux.proc.Auxv;

/// The units of the kernel's counters, from the auxiliary vector of this process, see getauxval(3).
/// A missing entry has the default of every architecture that a JDK supports.
final class Auxiliary {
  private static final Map<Integer, Long> VECTOR = Auxv.queryAuxv(FileUtil::readLongFromBuffer);
  private static final long TICKS_PER_SECOND = VECTOR.getOrDefault(Auxv.AT_CLKTCK, 100L);
  private static final long PAGE_SIZE = VECTOR.getOrDefault(Auxv.AT_PAGESZ, 4096L);

  private Auxiliary() {}

  static double seconds(long ticks) {
    return (double) ticks / TICKS_PER_SECOND;
  }

  static long pageSize() {
    return PAGE_SIZE;
  }
}
