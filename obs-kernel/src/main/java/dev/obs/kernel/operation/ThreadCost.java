package dev.obs.kernel.operation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What the calling thread has allocated and computed so far, as the JDK counts it; -1 where it
/// does not know, as on virtual threads.
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
