package dev.obs.cli.deploy;

import java.util.Locale;
import java.util.stream.Stream;

/// A deployment target. `README.md` is part of each.
public enum Target {
  /// The whole stack for a Docker engine.
  COMPOSE(
      "compose.yml Dockerfile Dockerfile.dockerignore telemetry.yaml secrets/ collector/"
          + " prometheus/ alertmanager/ grafana/ runbooks/"),
  /// Manifests for kustomize, with the files to build the container.
  KUBERNETES("kubernetes/ Dockerfile Dockerfile.dockerignore"),
  /// Rules, alerts, dashboards and runbooks for an existing Prometheus, Alertmanager and Grafana.
  MONITORING("prometheus/ alertmanager/ grafana/ runbooks/");

  private final String parts;

  Target(String parts) {
    this.parts = parts;
  }

  /// Returns whether a file belongs to it.
  ///
  /// @param file its path among the deployment files, with `/`
  boolean has(String file) {
    return file.equals("README.md")
        || Stream.of(parts.split(" ", -1))
            .anyMatch(part -> part.endsWith("/") ? file.startsWith(part) : file.equals(part));
  }

  /// Returns its name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
