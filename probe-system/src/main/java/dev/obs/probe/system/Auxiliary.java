package dev.obs.probe.system;

import java.util.Map;
import oshi.util.FileUtil;
import oshi.util.driver.linux.proc.Auxv;

/// The units in which the kernel counts, from the auxiliary vector it gave this process, see
/// getauxval(3). What it does not tell is as on every architecture a JDK runs on.
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
