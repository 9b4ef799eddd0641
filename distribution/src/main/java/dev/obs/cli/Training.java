package dev.obs.cli;

import dev.obs.kernel.Kernel;
import dev.obs.spi.ExtensionInfo;
import dev.obs.spi.KernelProvider;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the image does while its AOT cache is recorded: the commands and requests whose start must
/// be quick. Its backends do not answer, which is all the clients need to be loaded.
public final class Training {
  private static final String CONFIGURATION =
      """
      telemetry:
        shutdown: {deadline: 1s}
        tracing: {exporters: [otlp, zipkin], schedule_delay: 10ms}
        metrics: {exporters: [prometheus, otlp], prometheus_port: 0}
        logging: {exporters: [console, otlp, elasticsearch], schedule_delay: 10ms}
        otlp: {endpoint: "http://127.0.0.1:1"}
        zipkin: {endpoint: "http://127.0.0.1:1"}
        elasticsearch: {hosts: ["http://127.0.0.1:1"]}
      health: {port: 0}
      """;

  private Training() {}

  /// Runs the workload.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("obs-training");
    try {
      Path file = Files.writeString(folder.resolve("telemetry.yaml"), CONFIGURATION);
      Path spool = folder.resolve("spool");
      new Main().execute("--version");
      new Main().execute("--help");
      new Main().execute("check", "--config", file.toString());
      new Main().execute("modules", "--json");
      requests(file, Map.of());
      requests(
          file,
          Map.of("telemetry.spool.enabled", "true", "telemetry.spool.path", spool.toString()));
      new Main().execute("spool", "--path", spool.toString(), "--json");
      new Main().execute("demo", "--once", "--config", file.toString());
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private static void requests(Path file, Map<String, String> settings) throws IOException {
    try (Kernel kernel =
        Kernel.start(new KernelProvider.Options(file, settings, List.of(), List.of(), true))) {
      Report.started(kernel, System.out);
      for (ExtensionInfo extension : kernel.view().extensions()) {
        for (URI address : extension.addresses()) {
          for (String path : List.of("", "/health", "/ready", "/metrics", "/livez?verbose")) {
            get(address.resolve(path), "*/*");
            get(address.resolve(path), "text/plain;version=0.0.4");
          }
        }
      }
    }
  }

  private static void get(URI uri, String accept) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestProperty("Accept", accept);
    connection.getResponseCode();
    connection.disconnect();
  }
}
