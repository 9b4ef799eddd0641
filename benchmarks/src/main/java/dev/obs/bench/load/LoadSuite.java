package dev.obs.bench.load;

import dev.obs.bench.Plan;
import dev.obs.bench.Suite;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Side;
import dev.obs.bench.report.Targets;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lines 5 to 7, each side in a JVM of its own with the same heap.
public final class LoadSuite implements Suite {
  private static final List<String> JVM =
      List.of("-Xms1g", "-Xmx1g", "--enable-native-access=ALL-UNNAMED");
  private static final List<String> LOG4J2 =
      List.of(
          "-Dlog4j2.enableThreadlocals=true",
          "-Dlog4j2.enableDirectEncoders=true",
          "-Dlog4j2.garbagefreeThreadContextMap=true");
  private static final long LOG_RATE = 200_000;

  /// Creates the suite.
  public LoadSuite() {}

  @Override
  public void run(Plan plan, Results results) throws InterruptedException {
    if (plan.has(5)) {
      results.measure("log lines", () -> logs(plan, false, results));
      results.measure("log lines, saturated", () -> logs(plan, true, results));
    }
    if (plan.has(6)) {
      results.measure("export", () -> export(plan, 200_000, results));
    }
    if (plan.has(7)) {
      results.measure("export, fast", () -> export(plan, 1_000_000, results));
    }
  }

  private static void logs(Plan plan, boolean saturated, Results results)
      throws IOException, InterruptedException {
    List<String> apis = new ArrayList<>(Targets.LOG_APIS);
    apis.add("jul-format");
    for (String api : apis) {
      results.add(work(api, saturated), Side.OBS, log(plan, Side.OBS, api, saturated));
    }
    for (Side side :
        List.of(Side.LOG4J2, Side.LOG4J2_FLUSHED, Side.LOGBACK, Side.LOGBACK_FLUSHED, Side.FLOOR)) {
      Map<Metric, Double> figures = log(plan, side, "own", saturated);
      apis.forEach(api -> results.add(work(api, saturated), side, figures));
    }
  }

  private static String work(String api, boolean saturated) {
    return "log." + api + (saturated ? ".saturated" : "");
  }

  private static Map<Metric, Double> log(Plan plan, Side side, String api, boolean saturated)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(Path.of("target"), "bench", ".jsonl");
    try {
      List<String> options = new ArrayList<>(JVM);
      options.addAll(LOG4J2);
      options.add(
          "-Dslf4j.provider="
              + (side == Side.LOGBACK || side == Side.LOGBACK_FLUSHED
                  ? "ch.qos.logback.classic.spi.LogbackServiceProvider"
                  : "dev.obs.bridge.slf4j.BridgeProvider"));
      return Child.run(
          options,
          LogLoad.class,
          List.of(
              side.name(),
              api,
              Long.toString(saturated ? 0 : LOG_RATE),
              Integer.toString(plan.pick(3, 1)),
              Integer.toString(plan.pick(5, 1)),
              file.toString()),
          side == Side.OBS ? file.toFile() : new File("/dev/null"));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void export(Plan plan, long rate, Results results)
      throws IOException, InterruptedException {
    Process backend =
        new ProcessBuilder(Child.command(List.of("-Xmx256m"), Backend.class, List.of()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = backend.inputReader()) {
      String port = out.readLine();
      if (port == null) {
        throw new IOException("the backend did not start");
      }
      for (Side side :
          plan.quick()
              ? List.of(Side.OBS, Side.SDK, Side.SDK_TUNED, Side.FLOOR)
              : List.of(Side.OBS, Side.OBS_TUNED, Side.SDK, Side.SDK_TUNED, Side.FLOOR)) {
        results.add(
            "export." + rate,
            side,
            Child.run(
                JVM,
                ExportLoad.class,
                List.of(
                    side.name(),
                    Long.toString(rate),
                    Integer.toString(plan.pick(5, 2)),
                    Integer.toString(plan.pick(5, 2)),
                    port),
                new File("/dev/null")));
      }
    } finally {
      backend.destroy();
      backend.waitFor();
    }
  }
}
