package dev.obs.bench.operation;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;

/// An operation by hand: two readings of the clock, three random numbers as ids, a histogram of the
/// thread, and a record of eight numbers in a ring of the thread that nobody reads. Attributes
/// would be a number of the call site.
final class FloorWork implements Work {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int CPU_EVERY = 16;

  private final Kind kind;
  private final ThreadLocal<Cells> cells = ThreadLocal.withInitial(Cells::new);

  FloorWork(Kind kind) {
    this.kind = kind;
  }

  @Override
  public void run(int index) {
    Cells own = cells.get();
    long start = System.nanoTime();
    long bytes = 0;
    boolean costs = kind == Kind.SHIPPED;
    boolean cpu = costs && ++own.turn % CPU_EVERY == 0;
    long nanos = cpu ? THREADS.getCurrentThreadCpuTime() : 0;
    if (costs) {
      bytes = THREADS.getCurrentThreadAllocatedBytes();
    }
    long high = own.random();
    long low = own.random();
    long span = own.random();
    if (costs) {
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      nanos = cpu ? THREADS.getCurrentThreadCpuTime() - nanos : 0;
    }
    long end = System.nanoTime();
    if (kind != Kind.SPAN) {
      own.count(end - start);
    }
    if (kind.isSampled()) {
      own.put(high, low, span, start, end, index, nanos, bytes);
    }
  }

  /// The counters that one thread writes. A reader sees whole values.
  private static final class Cells {
    private static final int RECORDS = 4096;
    private static final int FIELDS = 8;
    private static final int SUM = 512;

    private final long[] histogram = new long[SUM + 1];
    private final long[] ring = new long[FIELDS * RECORDS + 1];
    private long state = System.nanoTime() | 1;
    private long head;
    private int turn;

    long random() {
      long next = state;
      next ^= next << 13;
      next ^= next >>> 7;
      next ^= next << 17;
      state = next;
      return next;
    }

    /// Eight buckets per power of two.
    void count(long nanos) {
      long value = nanos | 8;
      int exponent = 63 - Long.numberOfLeadingZeros(value);
      add(((exponent - 3) << 3) + (int) (value >>> (exponent - 3)), 1);
      add(SUM, nanos);
    }

    private void add(int index, long amount) {
      CELLS.setOpaque(histogram, index, (long) CELLS.getOpaque(histogram, index) + amount);
    }

    void put(
        long high, long low, long span, long start, long end, long name, long cpu, long bytes) {
      int at = (int) (head++ & (RECORDS - 1)) * FIELDS;
      ring[at] = high;
      ring[at + 1] = low;
      ring[at + 2] = span;
      ring[at + 3] = start;
      ring[at + 4] = end;
      ring[at + 5] = name;
      ring[at + 6] = cpu;
      ring[at + 7] = bytes;
      CELLS.setRelease(ring, FIELDS * RECORDS, head);
    }
  }
}
