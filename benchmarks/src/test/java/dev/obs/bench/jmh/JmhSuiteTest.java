package dev.obs.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.bench.Plan;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Row;
import dev.obs.bench.report.Side;
import dev.obs.bench.report.Targets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JmhSuiteTest {
  private static final Set<Integer> ALL =
      IntStream.rangeClosed(1, 15).boxed().collect(Collectors.toSet());

  @Test
  void measuresCpuTimeAndBytesOfTheWorker() throws Exception {
    Results results = new Results();
    Job job = Job.of(4, "span.1", OperationBenchmark.class, Map.of("kind", "SPAN"), Side.FLOOR);

    new JmhSuite(0).run(job, new Plan(ALL, true), results);

    for (Metric metric : new Metric[] {Metric.CPU, Metric.PROCESS_CPU, Metric.WALL}) {
      double nanos = results.find("span.1", Side.FLOOR, metric).orElseThrow();
      assertTrue(nanos > 1 && nanos < 1e6, () -> metric + " " + nanos);
    }
    assertEquals(0, results.find("span.1", Side.FLOOR, Metric.BYTES).orElseThrow(), 1);
    assertTrue(results.find("span.1", Side.FLOOR, Metric.PROCESS_BYTES).isPresent());
    assertEquals(0, results.find("span.1", Side.FLOOR, Metric.DROPPED).orElseThrow());
  }

  @Test
  void everyJobHasARow() {
    Set<String> works = Targets.ROWS.stream().map(Row::work).collect(Collectors.toSet());

    Jobs.of(new Plan(ALL, false)).forEach(job -> assertTrue(works.contains(job.work()), job::work));
  }
}
