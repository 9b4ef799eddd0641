package dev.obs.bench.jmh;

import dev.obs.bench.Plan;
import dev.obs.bench.operation.Kind;
import dev.obs.bench.report.Growth;
import dev.obs.bench.report.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The benchmarks of a plan.
final class Jobs {
  private static final List<Integer> PAGES = List.of(1_000, 10_000, 100_000);

  private Jobs() {}

  static List<Job> of(Plan plan) {
    List<Job> jobs = new ArrayList<>();
    jobs.add(
        operation(
            1, "operation.sampled", Kind.SAMPLED, Side.OBS, Side.SDK, Side.MICROMETER, Side.FLOOR));
    jobs.add(operation(2, "operation.unsampled", Kind.UNSAMPLED, Side.OBS, Side.SDK, Side.FLOOR));
    jobs.add(operation(3, "operation.shipped", Kind.SHIPPED, Side.OBS, Side.SDK, Side.FLOOR));
    jobs.add(operation(4, "span.1", Kind.SPAN, Side.OBS, Side.SDK, Side.FLOOR));
    jobs.add(operation(4, "span.2", Kind.SPAN, Side.OBS, Side.SDK, Side.FLOOR).threads(2));
    jobs.add(encode("span", Side.OBS, Side.SDK, Side.SDK_REUSED, Side.FLOOR));
    jobs.add(encode("log", Side.OBS, Side.SDK, Side.SDK_REUSED));
    jobs.add(encode("ecs", Side.OBS, Side.JACKSON, Side.FLOOR));
    for (int lines : plan.quick() ? PAGES.subList(1, 2) : PAGES) {
      scrapes(lines, jobs);
    }
    if (!plan.quick()) {
      growth(jobs);
    }
    return jobs.stream().filter(job -> plan.has(job.line())).toList();
  }

  private static Job operation(int line, String work, Kind kind, Side... sides) {
    return Job.of(line, work, OperationBenchmark.class, Map.of("kind", kind.name()), sides);
  }

  private static Job encode(String format, Side... sides) {
    return Job.of(8, "encode." + format, EncodeBenchmark.class, Map.of("format", format), sides);
  }

  private static void scrapes(int lines, List<Job> jobs) {
    for (String format : List.of("text", "openmetrics", "gzip")) {
      List<Side> sides =
          new ArrayList<>(List.of(Side.OBS, Side.SDK, Side.CLIENT_JAVA, Side.MICROMETER));
      if (!format.equals("openmetrics")) {
        sides.add(Side.FLOOR);
      }
      jobs.add(
          Job.of(
              9,
              "scrape." + lines + "." + format,
              ScrapeBenchmark.class,
              Map.of("lines", Integer.toString(lines), "format", format),
              sides.toArray(Side[]::new)));
    }
  }

  private static void growth(List<Job> jobs) {
    for (int threads : Growth.THREADS) {
      jobs.add(growth("threads", threads, Map.of()).threads(threads));
      jobs.add(growth("virtual", threads, Map.of()).threads(threads).onVirtualThreads());
    }
    for (int names : Growth.NAMES) {
      jobs.add(growth("names", names, Map.of("names", Integer.toString(names))));
    }
    for (int sinks : Growth.SINKS) {
      jobs.add(growth("sinks", sinks, Map.of("sinks", Integer.toString(sinks))));
    }
  }

  private static Job growth(String of, int count, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("kind", Kind.SAMPLED.name());
    return Job.of(
        1, "growth." + of + "." + count, OperationBenchmark.class, all, Side.OBS, Side.SDK);
  }
}
