package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules for the Prometheus operator: the same text in a resource. Written again with
/// `-Drules.update=true`.
class OperatorRulesTest {
  private static final Path RULES = Deployment.FILES.resolve("prometheus/rules");
  private static final Path RESOURCES =
      Deployment.FILES.resolve("kubernetes/components/prometheus-operator/rules.yaml");

  @Test
  void areTheSameAsPrometheusOwn() throws IOException {
    StringBuilder resources = new StringBuilder("# Made of prometheus/rules, so change those.\n");
    try (Stream<Path> files = Files.list(RULES)) {
      for (Path file : files.sorted().toList()) {
        resources.append(resource(file));
      }
    }
    if (Boolean.getBoolean("rules.update")) {
      Files.writeString(RESOURCES, resources);
    }

    assertEquals(resources.toString(), Files.readString(RESOURCES));
  }

  private static String resource(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".yml", "");
    String rules =
        Files.readString(file)
            .lines()
            .map(line -> line.isEmpty() ? line : "  " + line)
            .collect(Collectors.joining("\n"));
    return """
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: PrometheusRule
    metadata:
      name: obs-demo-%s
    spec:
    %s
    """
        .formatted(name, rules);
  }
}
