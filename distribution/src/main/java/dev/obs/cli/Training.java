package dev.obs.cli;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.Inventory;
import dev.obs.kernel.Kernel;
import dev.obs.model.ExtensionInfo;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The workload of the image while its AOT cache is recorded: the commands and requests whose start
/// must be fast. Its backends do not answer, which is sufficient to load the clients.
public final class Training {
  /// The settings of each of our extensions, so that nothing leaves the machine. Foreign plugins
  /// are not selected, because their destinations are unknown.
  private static final Map<String, String> SECTIONS =
      Map.of(
          "console", "",
          "otlp", "  otlp: {endpoint: \"http://127.0.0.1:1\"}\n",
          "zipkin", "  zipkin: {endpoint: \"http://127.0.0.1:1\"}\n",
          "elasticsearch", "  elasticsearch: {hosts: [\"http://127.0.0.1:1\"]}\n",
          "prometheus", "",
          "health-http", "");

  /// A configuration in the usual forms of YAML, with keys of earlier versions. It is only checked,
  /// because its addresses may belong to somebody.
  private static final String SERVICE =
      """
      telemetry:
        service_name: "service"
        tracing:
          enabled: true
          jaeger_host: "127.0.0.1"
          jaeger_port: 6831
          sample_rate: 0.1
        metrics:
          enabled: true
          prometheus_port: 9464
          collection_interval: 30
        logging:
          structured: true
          level: "INFO"
          correlation_enabled: true
      health:
        port: 8080
        host: "127.0.0.1"
        endpoints:
          - {path: "/health", type: "liveness"}
          - {path: "/ready", type: "readiness"}
          - path: "/metrics"
            type: "metrics"
      """;

  private Training() {}

  /// Runs the workload.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("obs-training");
    try {
      Path file = Files.writeString(folder.resolve("telemetry.yaml"), configuration());
      Path spool = folder.resolve("spool");
      new Main().execute("--version");
      new Main().execute("--help");
      new Main().execute("check", "--config", file.toString());
      new Main().execute("modules", "--json");
      Path service = Files.writeString(folder.resolve("service.yaml"), SERVICE);
      new Main().execute("check", "--config", service.toString());
      try {
        requests(file, Map.of());
        requests(
            file,
            Map.of("telemetry.spool.enabled", "true", "telemetry.spool.path", spool.toString()));
      } catch (ConfigurationException wrong) {
        // a linked plugin requires settings; the commands alone still give a useful cache
        wrong.problems().forEach(System.out::println);
      }
      new Main().execute("spool", "--path", spool.toString(), "--json");
      new Main().execute("demo", "--once", "--config", file.toString());
    } finally {
      delete(folder);
    }
  }

  /// Returns the configuration of the image's extensions only, because a missing exporter is an
  /// error.
  private static String configuration() {
    List<ExtensionInfo> extensions =
        Inventory.extensions(new KernelProvider.Options(null, Map.of(), List.of(), List.of(), true))
            .stream()
            .filter(extension -> SECTIONS.containsKey(extension.type()))
            .toList();
    StringBuilder yaml = new StringBuilder("telemetry:\n  shutdown: {deadline: 1s}\n");
    yaml.append(
        "  tracing: {exporters: %s, schedule_delay: 10ms}\n"
            .formatted(types("trace sink", extensions)));
    yaml.append(
        "  metrics: {exporters: %s, prometheus_port: 0}\n"
            .formatted(types("metric sink", extensions)));
    yaml.append(
        "  logging: {exporters: %s, schedule_delay: 10ms}\n"
            .formatted(types("log sink", extensions)));
    extensions.stream()
        .map(ExtensionInfo::type)
        .distinct()
        .forEach(type -> yaml.append(SECTIONS.get(type)));
    if (extensions.stream().anyMatch(extension -> extension.type().equals("health-http"))) {
      yaml.append("health: {port: 0}\n");
    }
    return yaml.toString();
  }

  private static List<String> types(String kind, List<ExtensionInfo> extensions) {
    return extensions.stream()
        .filter(extension -> extension.kind().equals(kind))
        .map(ExtensionInfo::type)
        .toList();
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
