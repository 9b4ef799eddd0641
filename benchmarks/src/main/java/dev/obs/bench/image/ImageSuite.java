package dev.obs.bench.image;

import dev.obs.bench.Plan;
import dev.obs.bench.Suite;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lines 10 to 15, on the linked image.
public final class ImageSuite implements Suite {
  private final ObsImage image;
  private final Optional<Path> quarkus;

  /// @param image the folder of the image with everything
  /// @param quarkus the `quarkus-app` folder of the peer of line 13, if it was built
  public ImageSuite(Path image, Optional<Path> quarkus) {
    this.image = new ObsImage(image);
    this.quarkus = quarkus;
  }

  @Override
  public void run(Plan plan, Results results) throws IOException, InterruptedException {
    if (!plan.has(10, 11, 12, 13, 14, 15)) {
      return;
    }
    if (!Files.isExecutable(Path.of(image.launcher()))) {
      throw new IOException("no image in " + image.home() + "; build it with ./obs --version");
    }
    try (Peers peers = new Peers()) {
      if (plan.has(10)) {
        results.measure("start", () -> start(peers, plan, results));
      }
      if (plan.has(11)) {
        results.measure("memory", () -> memory(peers, plan, results));
      }
      if (plan.has(12)) {
        results.measure("image sizes", () -> new ImageSizes(image).run(plan, results));
      }
      if (plan.has(13)) {
        results.measure(
            "health pages", () -> new HealthLoad(image, peers, quarkus).run(plan, results));
      }
      if (plan.has(14)) {
        results.measure("idle", () -> idle(plan, results));
      }
      if (plan.has(15)) {
        results.measure("commands", () -> new Commands(image, peers).run(plan, results));
      }
    }
  }

  private List<String> command(Side side, Peers peers, int port) throws IOException {
    return switch (side) {
      case OBS -> image.run(ObsImage.service(port, App.freePort()));
      case SDK -> peers.sdk(port, App.freePort());
      default -> peers.bareServer(port);
    };
  }

  /// Median times of starts in turn.
  private void start(Peers peers, Plan plan, Results results) throws IOException {
    Map<Side, List<Double>> wall = new EnumMap<>(Side.class);
    Map<Side, List<Double>> cpu = new EnumMap<>(Side.class);
    for (int round = 0; round < plan.pick(11, 3); round++) {
      for (Side side : List.of(Side.OBS, Side.SDK, Side.FLOOR)) {
        int port = App.freePort();
        List<String> command = command(side, peers, port);
        long since = System.nanoTime();
        try (App app = App.start(command, port)) {
          double millis = app.await("/health", since) * 1e-6;
          cpu.computeIfAbsent(side, _ -> new ArrayList<>()).add(app.cpuMillis());
          wall.computeIfAbsent(side, _ -> new ArrayList<>()).add(millis);
        }
      }
    }
    wall.forEach((side, times) ->
        results.add(
            "start",
            side,
            Map.of(
                Metric.MILLIS,
                Medians.of(times),
                Metric.MILLIS_CPU,
                Medians.of(cpu.getOrDefault(side, List.of())))));
  }

  /// Four requests every ten seconds for a minute.
  private void memory(Peers peers, Plan plan, Results results)
      throws IOException, InterruptedException {
    for (Side side : List.of(Side.OBS, Side.SDK, Side.FLOOR)) {
      int port = App.freePort();
      try (App app = App.start(command(side, peers, port), port)) {
        app.await("/health", System.nanoTime());
        for (int round = 0; round < 6; round++) {
          for (String path : List.of("/health", "/ready", "/metrics", "/metrics")) {
            app.fetch(path);
          }
          Thread.sleep(plan.pick(10_000, 500));
        }
        results.add("memory", side, Map.of(Metric.MEMORY, app.residentBytes()));
      }
    }
  }

  private void idle(Plan plan, Results results) throws IOException, InterruptedException {
    int port = App.freePort();
    try (App app = App.start(image.run(ObsImage.idle(port)), port)) {
      app.await("/health", System.nanoTime());
      Thread.sleep(plan.pick(90_000, 5_000));
      double before = app.cpuMillis();
      int millis = plan.pick(120_000, 10_000);
      Thread.sleep(millis);
      results.add("idle", Side.OBS, Map.of(Metric.CORE, 100 * (app.cpuMillis() - before) / millis));
    }
  }
}
