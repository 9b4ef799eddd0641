package dev.obs.bench.jmh;

import dev.obs.bench.Plan;
import dev.obs.bench.Suite;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Lines 1 to 4, 8 and 9, by JMH.
public final class JmhSuite implements Suite {
  private final int forks;

  /// Creates a suite whose benchmarks run in a JVM each.
  public JmhSuite() {
    this(1);
  }

  /// @param forks 0 for benchmarks in this JVM, whose figures are worth nothing
  JmhSuite(int forks) {
    this.forks = forks;
  }

  @Override
  public void run(Plan plan, Results results) throws InterruptedException {
    for (Job job : Jobs.of(plan)) {
      results.measure(job.work(), () -> run(job, plan, results));
    }
  }

  void run(Job job, Plan plan, Results results) throws IOException {
    List<String> jvm =
        new ArrayList<>(
            List.of(
                "-Xms1g",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=WARN",
                "-Dslf4j.provider=dev.obs.bridge.slf4j.BridgeProvider"));
    if (job.isVirtual()) {
      jvm.add("-Djmh.executor=VIRTUAL");
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\b" + job.benchmark().getSimpleName() + "\\.")
            .param("side", job.sides().stream().map(Side::name).toArray(String[]::new))
            .forks(forks)
            .threads(job.threads())
            .warmupIterations(plan.pick(5, 2))
            .warmupTime(TimeValue.milliseconds(plan.pick(1_000, 600)))
            .measurementIterations(plan.pick(5, 2))
            .measurementTime(TimeValue.milliseconds(plan.pick(1_000, 400)))
            .addProfiler(CostProfiler.class)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(jvm.toArray(String[]::new));
    job.parameters().forEach(options::param);
    try {
      add(job, new Runner(options.build()).run(), results);
    } catch (RunnerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @SuppressWarnings("rawtypes") // the type of JMH's own method
  private static void add(Job job, Collection<RunResult> runs, Results results) {
    for (RunResult run : runs) {
      Map<Metric, Double> figures = new EnumMap<>(Metric.class);
      figures.put(Metric.WALL, run.getPrimaryResult().getScore());
      Map<String, Result> secondary = run.getSecondaryResults();
      // JMX does not know the costs of virtual threads
      if (!job.isVirtual()) {
        figures.put(Metric.CPU, score(secondary, CostProfiler.CPU));
        figures.put(Metric.BYTES, score(secondary, CostProfiler.BYTES));
      }
      figures.put(Metric.PROCESS_CPU, score(secondary, CostProfiler.PROCESS_CPU));
      figures.put(Metric.PROCESS_BYTES, score(secondary, "gc.alloc.rate.norm"));
      figures.put(Metric.DROPPED, score(secondary, CostProfiler.LOST));
      results.add(job.work(), Side.valueOf(run.getParams().getParam("side")), figures);
    }
  }

  @SuppressWarnings("rawtypes") // the type of JMH's own method
  private static double score(Map<String, Result> results, String name) {
    return results.entrySet().stream()
        .filter(result -> result.getKey().endsWith(name))
        .mapToDouble(result -> result.getValue().getScore())
        .findFirst()
        .orElse(Double.NaN);
  }
}
