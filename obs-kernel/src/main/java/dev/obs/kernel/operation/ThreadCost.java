package dev.obs.kernel.operation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// The bytes allocated and the CPU time used by the calling thread so far, as the JDK counts them;
/// -1 where it does not count, as on virtual threads.
final class ThreadCost {
  private final boolean cpu;

  /// @param cpu whether CPU time is read at all: at some 550 ns it is the dearest part of an
  ///   operation
  ThreadCost(boolean cpu) {
    this.cpu = cpu;
  }

  long allocatedBytes() {
    return Thread.currentThread().isVirtual() ? -1 : Bean.THREADS.getCurrentThreadAllocatedBytes();
  }

  long cpuNanos() {
    return !cpu || Thread.currentThread().isVirtual() ? -1 : Bean.THREADS.getCurrentThreadCpuTime();
  }

  /// Loaded with the first operation rather than at start-up.
  private static final class Bean {
    static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }
}
