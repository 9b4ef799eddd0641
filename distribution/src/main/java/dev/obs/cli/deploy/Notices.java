package dev.obs.cli.deploy;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.SpoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a valid configuration that do not work in a container.
public final class Notices {
  private static final String SECRETS = "/run/secrets/";

  /// A file, or a variable without a default.
  private static final Pattern REFERENCE =
      Pattern.compile("(?<!\\$)\\$\\{(?:file:(?<file>[^}]+)|(?<variable>[A-Za-z_]\\w*))}");

  /// The variables that both containers set.
  private static final Set<String> GIVEN =
      Set.of("TELEMETRY_CONFIG", "OTEL_EXPORTER_PROMETHEUS_HOST", "OTEL_EXPORTER_PROMETHEUS_PORT");

  private final Configuration configuration;
  private final SortedSet<String> notices = new TreeSet<>();

  private Notices(Configuration configuration) {
    this.configuration = configuration;
  }

  /// Inspects a configuration; returns none without a file, because then the default file is used.
  public static List<String> of(Configuration configuration, Values values) throws IOException {
    Notices notices = new Notices(configuration);
    if (configuration.file().isPresent()) {
      notices.host();
      notices.healthPort();
      notices.metricsPort();
      notices.spool(values);
      if (!configuration.metricExporters().contains("prometheus")) {
        notices.notices.add(
            "no Prometheus exporter is configured, so dashboards and alerts stay empty; add"
                + " prometheus to telemetry.metrics.exporters");
      }
      notices.references(Files.readString(configuration.file().get()));
    }
    return List.copyOf(notices.notices);
  }

  private void host() {
    String host = configuration.find("health.host", String.class).orElse("");
    if (host.startsWith("127.") || host.equals("localhost") || host.equals("::1")) {
      notices.add(
          "health.host is %s (%s): its health cannot be requested from outside; set it to 0.0.0.0"
              .formatted(host, configuration.source("health.host")));
    }
  }

  private void healthPort() {
    int port = port(Plan.HEALTH_PORT);
    if (port == 0 || Plan.isTaken(port)) {
      notices.add(
          "health.port is %d (%s), %s; set it to %d"
              .formatted(
                  port,
                  configuration.source(Plan.HEALTH_PORT),
                  port == 0
                      ? "so the address of its health is unknown"
                      : "a port of the stack's own",
                  Values.WRITTEN.healthPort()));
    }
  }

  private void metricsPort() {
    int port = port(Plan.METRICS_PORT);
    if (port == 0 || Plan.isTaken(port)) {
      notices.add(
          "the port of the metrics is %d (%s), which is not usable: the containers use %d instead"
              .formatted(
                  port, configuration.source(Plan.METRICS_PORT), Values.WRITTEN.metricsPort()));
    }
  }

  private int port(String key) {
    return configuration.find(key, Integer.class).orElse(-1);
  }

  private void spool(Values values) {
    if (configuration
        .find(SpoolSettings.ENABLED.name(), Boolean.class)
        .equals(Optional.of(false))) {
      notices.add(
          "the spool is off (%s): waiting records are lost with the process"
              .formatted(configuration.source(SpoolSettings.ENABLED.name())));
    } else if (!values.isSpoolInVolume()) {
      notices.add(
          ("the spool is %s (%s): it refuses volumes of Kubernetes, which are open to others; set"
                  + " telemetry.spool.path to %s/spool")
              .formatted(
                  values.spoolPath(), configuration.source(Plan.SPOOL_PATH), values.spoolPath()));
    }
  }

  /// Adds the file's references that its container does not provide yet.
  private void references(String text) {
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      String file = reference.group("file");
      String variable = reference.group("variable");
      if (file != null && !isMounted(file)) {
        notices.add(
            "the configuration reads %s: add it to the secrets of compose.yml and of Kubernetes"
                .formatted(file));
      }
      if (variable != null && !GIVEN.contains(variable)) {
        notices.add(
            "the configuration needs the variable %s: set it in compose.yml and deployment.yaml"
                .formatted(variable));
      }
    }
  }

  private static boolean isMounted(String file) {
    return file.startsWith(SECRETS) && Secrets.isMade(file.substring(SECRETS.length()));
  }
}
