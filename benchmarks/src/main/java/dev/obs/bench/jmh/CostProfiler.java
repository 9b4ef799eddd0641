package dev.obs.bench.jmh;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// CPU time and allocated bytes per operation, of JMH's worker threads and of the whole process.
/// Other work on the machine disturbs them less than wall time.
public final class CostProfiler implements InternalProfiler {
  static final String CPU = "cpu";
  static final String PROCESS_CPU = "cpu.process";
  static final String BYTES = "bytes";
  static final String LOST = "lost";

  private static final String WORKER = "jmh-worker";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private Costs before = new Costs(0, 0, 0);

  /// Creates an instance for JMH.
  public CostProfiler() {}

  @Override
  public String getDescription() {
    return "CPU time and allocation of the workers and the process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = costs();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Costs workers = costs();
    double lost =
        LossGauge.percent(); // waits for the queues, whose CPU time belongs to the process
    long process = system.getProcessCpuTime();
    double operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        scalar(CPU, (workers.cpu - before.cpu) / operations, "ns/op"),
        scalar(PROCESS_CPU, (process - before.process) / operations, "ns/op"),
        scalar(BYTES, (workers.bytes - before.bytes) / operations, "B/op"),
        scalar(LOST, lost, "%"));
  }

  private static ScalarResult scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }

  private Costs costs() {
    long[] workers =
        Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(CostProfiler::isWorker)
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return new Costs(
        sum(threads.getThreadCpuTime(workers)),
        sum(threads.getThreadAllocatedBytes(workers)),
        system.getProcessCpuTime());
  }

  private static boolean isWorker(@Nullable ThreadInfo thread) {
    return thread != null && thread.getThreadName().contains(WORKER);
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += Math.max(0, value);
    }
    return sum;
  }

  private record Costs(long cpu, long bytes, long process) {}
}
