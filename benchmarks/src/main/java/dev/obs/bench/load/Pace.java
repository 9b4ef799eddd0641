package dev.obs.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/// A producer of records at a rate, on the calling thread.
///
/// @param rate records per second; 0 for as many as possible
record Pace(long rate) {
  private static final int STEP = 1024;
  private static final long PAUSE_NANOS = 200_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// The costs of a run.
  ///
  /// @param records the records made
  /// @param seconds the elapsed time, without the drain
  /// @param caller the CPU time of the calling thread
  /// @param callerBytes the bytes that the calling thread allocated
  /// @param process the CPU time of the process, with the drain
  record Run(long records, double seconds, long caller, long callerBytes, long process) {}

  /// Makes records for some seconds, then drains the queues.
  Run run(double seconds, Runnable record, Runnable drain) {
    long process = SYSTEM.getProcessCpuTime();
    long caller = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    long records = produce(start, start + (long) (seconds * 1e9), record);
    double elapsed = (System.nanoTime() - start) * 1e-9;
    caller = THREADS.getCurrentThreadCpuTime() - caller;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    drain.run();
    return new Run(records, elapsed, caller, bytes, SYSTEM.getProcessCpuTime() - process);
  }

  private long produce(long start, long end, Runnable record) {
    long made = 0;
    while (true) {
      long now = System.nanoTime();
      if (now >= end) {
        return made;
      }
      long due = rate == 0 ? made + STEP : (long) ((now - start) * (rate * 1e-9));
      if (made >= due) {
        LockSupport.parkNanos(PAUSE_NANOS);
        continue;
      }
      for (long limit = Math.min(due, made + STEP); made < limit; made++) {
        record.run();
      }
    }
  }
}
