package dev.obs.bench.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The image with everything, and the configurations that it is run with.
///
/// @param home the folder of the image
record ObsImage(Path home) {
  /// Checks of `/ready`, those of memory and disk included.
  static final int CHECKS = 10;

  String launcher() {
    return home.resolve("bin/obs").toString();
  }

  List<String> run(Path configuration) {
    return List.of(launcher(), "run", "--config", configuration.toString());
  }

  /// The configuration of a service: traces to a Jaeger that is not there, a tenth of them sampled,
  /// metrics for Prometheus, three pages.
  static Path service(int port, int metricsPort) throws IOException {
    return write(
        """
        telemetry:
          service_name: "openapi-doc-generator"
          tracing:
            enabled: true
            jaeger_host: "127.0.0.1"
            jaeger_port: 6831
            sample_rate: 0.1
          metrics:
            enabled: true
            prometheus_port: %d
            collection_interval: 30
          logging:
            structured: true
            level: "INFO"
            correlation_enabled: true
        health:
          port: %d
          host: "127.0.0.1"
          endpoints:
            - {path: "/health", type: "liveness"}
            - {path: "/ready", type: "readiness"}
            - {path: "/metrics", type: "metrics"}
        """
            .formatted(metricsPort, port));
  }

  /// A configuration with ten checks, eight of them connections to a port.
  static Path checks(int port, int dependency) throws IOException {
    List<String> lines = new ArrayList<>();
    IntStream.range(0, CHECKS - 2)
        .mapToObj(i -> "      - {name: d%d, tcp: \"127.0.0.1:%d\"}".formatted(i, dependency))
        .forEach(lines::add);
    return write(
        """
        telemetry:
          service_name: bench
          probes: {interval: 60s}
          metrics: {exporters: [prometheus], prometheus_port: 0}
        health:
          host: 127.0.0.1
          port: %d
          checks:
            memory: 100
            disk: 100
            dependencies:
        """
                .formatted(port)
            + String.join("\n", lines)
            + "\n");
  }

  /// A configuration with the probes at their interval and nothing to send.
  static Path idle(int port) throws IOException {
    return write(
        """
        telemetry:
          service_name: bench
          probes: {interval: 10s}
          metrics: {exporters: [prometheus], prometheus_port: 0}
        health: {host: 127.0.0.1, port: %d}
        """
            .formatted(port));
  }

  private static Path write(String yaml) throws IOException {
    Path file = Files.createTempFile("obs-bench", ".yaml");
    file.toFile().deleteOnExit();
    return Files.writeString(file, yaml);
  }

  /// Returns the bytes of all files of an image.
  ///
  /// @param withCache whether the AOT cache counts
  static long size(Path image, boolean withCache) throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (withCache || !file.toString().endsWith(".aot")) {
          size += Files.size(file);
        }
      }
      return size;
    }
  }
}
