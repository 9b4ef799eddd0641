package dev.obs.bench.image;

import dev.obs.bench.Plan;
import dev.obs.bench.Suite;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Commands that end: line 15. Bash measures them, because the JDK does not know the CPU time of a
/// child that has ended.
record Commands(ObsImage image, Peers peers) implements Suite {
  @Override
  public void run(Plan plan, Results results) throws IOException, InterruptedException {
    Map<String, List<String>> commands = new TreeMap<>();
    commands.put("version", List.of(image.launcher(), "--version"));
    commands.put(
        "check",
        List.of(
            image.launcher(),
            "check",
            "--config",
            ObsImage.service(App.freePort(), App.freePort()).toString()));
    commands.put("hello", peers.hello(image.home()));
    Map<String, List<Double>> wall = new TreeMap<>();
    Map<String, List<Double>> cpu = new TreeMap<>();
    for (int round = 0; round < plan.pick(11, 3); round++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        double[] times = time(command.getValue());
        wall.computeIfAbsent(command.getKey(), _ -> new ArrayList<>()).add(times[0]);
        cpu.computeIfAbsent(command.getKey(), _ -> new ArrayList<>()).add(times[1] + times[2]);
      }
    }
    for (String name : List.of("version", "check")) {
      results.add("command." + name, Side.OBS, figures(name, wall, cpu));
      results.add("command." + name, Side.FLOOR, figures("hello", wall, cpu));
    }
  }

  private static Map<Metric, Double> figures(
      String name, Map<String, List<Double>> wall, Map<String, List<Double>> cpu) {
    return Map.of(
        Metric.MILLIS,
        1_000 * Medians.of(wall.getOrDefault(name, List.of())),
        Metric.MILLIS_CPU,
        1_000 * Medians.of(cpu.getOrDefault(name, List.of())));
  }

  /// Returns elapsed, user and system time in seconds.
  private static double[] time(List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1", "bash"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + output);
    }
    String[] times = output.split(" ", -1);
    return new double[] {
      Double.parseDouble(times[0]), Double.parseDouble(times[1]), Double.parseDouble(times[2])
    };
  }
}
