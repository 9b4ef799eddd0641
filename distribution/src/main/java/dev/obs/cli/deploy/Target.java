package dev.obs.cli.deploy;

import java.util.Locale;
import java.util.stream.Stream;

/// What can be deployed. `README.md` goes with each.
public enum Target {
  /// The whole stack for a Docker engine.
  COMPOSE(
      "compose.yml Dockerfile Dockerfile.dockerignore telemetry.yaml secrets/ collector/"
          + " prometheus/ alertmanager/ grafana/ runbooks/"),
  /// Manifests for kustomize, with what the container is built from.
  KUBERNETES("kubernetes/ Dockerfile Dockerfile.dockerignore"),
  /// Rules, alerts, dashboards and runbooks for a Prometheus, Alertmanager and Grafana that are
  /// there already.
  MONITORING("prometheus/ alertmanager/ grafana/ runbooks/");

  private final String parts;

  Target(String parts) {
    this.parts = parts;
  }

  /// Whether a file belongs to it.
  ///
  /// @param file its path among the deployment files, with `/`
  boolean has(String file) {
    return file.equals("README.md")
        || Stream.of(parts.split(" ", -1))
            .anyMatch(part -> part.endsWith("/") ? file.startsWith(part) : file.equals(part));
  }

  /// Its name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
