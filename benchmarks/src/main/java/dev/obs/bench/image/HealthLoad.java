package dev.obs.bench.image;

import dev.obs.bench.Plan;
import dev.obs.bench.Suite;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests of health pages: line 13. Quarkus has ten trivial checks on `/q/health`, and none on
/// `/hello`.
///
/// @param quarkus the folder of the built peer
record HealthLoad(ObsImage image, Peers peers, Optional<Path> quarkus) implements Suite {
  @Override
  public void run(Plan plan, Results results) throws IOException {
    try (ServerSocket dependency = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> accept(dependency));
      int port = App.freePort();
      Path configuration = ObsImage.checks(port, dependency.getLocalPort());
      try (App obs = App.start(image.run(configuration), port)) {
        obs.await("/health", System.nanoTime());
        obs.await("/ready", System.nanoTime());
        results.add("health.health", Side.OBS, load(obs, "/health", plan));
        results.add("health.ready", Side.OBS, load(obs, "/ready", plan));
      }
    }
    floor(plan, results);
    if (quarkus.isPresent()) {
      quarkus(quarkus.get(), plan, results);
    }
  }

  private void floor(Plan plan, Results results) throws IOException {
    int port = App.freePort();
    try (App floor = App.start(peers.nioServer(port), port)) {
      floor.await("/health", System.nanoTime());
      Map<Metric, Double> figures = load(floor, "/health", plan);
      results.add("health.health", Side.FLOOR, figures);
      results.add("health.ready", Side.FLOOR, figures);
    }
  }

  private static void quarkus(Path folder, Plan plan, Results results) throws IOException {
    int port = App.freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-jar",
            folder.resolve("quarkus-run.jar").toString());
    try (App app = App.start(command, port)) {
      app.await("/q/health", System.nanoTime());
      Map<Metric, Double> checks = load(app, "/q/health", plan);
      Map<Metric, Double> none = load(app, "/hello", plan);
      for (String page : List.of("health.health", "health.ready")) {
        results.add(page, Side.QUARKUS, none);
        results.add(page, Side.QUARKUS_CHECKS, checks);
      }
    }
  }

  private static Map<Metric, Double> load(App app, String path, Plan plan) throws IOException {
    try (HttpLoad load = new HttpLoad(app.port(), path)) {
      load.run(plan.pick(3, 1));
      double cpu = app.cpuMillis();
      double seconds = plan.pick(5, 1);
      long responses = load.run(seconds);
      return Map.of(
          Metric.RATE,
          responses / seconds,
          Metric.PROCESS_CPU,
          (app.cpuMillis() - cpu) * 1e6 / Math.max(1, responses));
    }
  }

  private static void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
      } catch (IOException closed) {
        return;
      }
    }
  }
}
