package dev.obs.kernel.operation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The figures of some of the operations of a name. A thread that finds it in use takes another
/// cell.
///
/// A cell is given back by a plain write to a volatile field: a call could fail on a full stack,
/// and the cell would stay in use.
final class OperationCell {
  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(OperationCell.class, "busy", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("OperationCell.busy", impossible);
    }
  }

  private final Buckets durations = new Buckets();

  @SuppressWarnings("UnusedVariable") // read by BUSY
  private volatile boolean busy;

  long count;
  long errors;
  long total;
  long min = Long.MAX_VALUE;
  long max;
  long memoryKnown;
  double memory;
  long cpuKnown;
  double cpu;

  /// Records an operation unless the cell is in use.
  ///
  /// @param bytes allocated, less than 0 if that is not known
  /// @param cpuPercent not a number if that is not known
  /// @param weight of the CPU percentage: the number of operations for which this one was measured
  /// @return whether it did
  boolean record(long nanos, boolean failed, long bytes, double cpuPercent, int weight) {
    if (!BUSY.compareAndSet(this, false, true)) {
      return false;
    }
    try {
      durations.add(nanos);
      count++;
      total += nanos;
      min = Math.min(min, nanos);
      max = Math.max(max, nanos);
      if (failed) {
        errors++;
      }
      if (bytes >= 0) {
        memoryKnown++;
        memory += bytes;
      }
      if (!Double.isNaN(cpuPercent)) {
        cpuKnown += weight;
        cpu += weight * cpuPercent;
      }
    } finally {
      busy = false;
    }
    return true;
  }

  /// Adds what this cell has to another, which no other thread knows.
  ///
  /// @return false if the cell is in use
  boolean addTo(OperationCell sum) {
    if (!BUSY.compareAndSet(this, false, true)) {
      return false;
    }
    try {
      sum.durations.addAll(durations);
      sum.count += count;
      sum.errors += errors;
      sum.total += total;
      sum.min = Math.min(sum.min, min);
      sum.max = Math.max(sum.max, max);
      sum.memoryKnown += memoryKnown;
      sum.memory += memory;
      sum.cpuKnown += cpuKnown;
      sum.cpu += cpu;
    } finally {
      busy = false;
    }
    return true;
  }

  /// A percentile of the durations, 0 to 100, within what was seen.
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * count));
    return Math.clamp(durations.at(rank), min, max);
  }
}
