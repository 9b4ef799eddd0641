package dev.obs.cli.deploy;

import dev.obs.kernel.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What would keep a configuration that is good elsewhere from working in a container.
public final class Notices {
  private static final String SECRETS = "/run/secrets/";

  /// A file, or a variable without a default.
  private static final Pattern REFERENCE =
      Pattern.compile("(?<!\\$)\\$\\{(?:file:(?<file>[^}]+)|(?<variable>[A-Za-z_]\\w*))}");

  /// What both containers set.
  private static final Set<String> GIVEN =
      Set.of("TELEMETRY_CONFIG", "OTEL_EXPORTER_PROMETHEUS_HOST", "OTEL_EXPORTER_PROMETHEUS_PORT");

  private final Effective effective;
  private final SortedSet<String> notices = new TreeSet<>();

  private Notices(Configuration configuration) {
    effective = new Effective(configuration);
  }

  /// Looks at a configuration; at nothing if there is no file, because then ours is used.
  public static List<String> of(Configuration configuration) throws IOException {
    Notices notices = new Notices(configuration);
    if (configuration.origin().isPresent()) {
      notices.host();
      notices.port("health.port");
      notices.spool();
      if (!configuration.metricExporters().contains("prometheus")) {
        notices.notices.add(
            "no Prometheus exporter is configured, so dashboards and alerts stay empty; add"
                + " prometheus to telemetry.metrics.exporters");
      }
      notices.references(Files.readString(configuration.origin().get()));
    }
    return List.copyOf(notices.notices);
  }

  private void host() {
    String host = effective.text("health.host").orElse("");
    if (host.startsWith("127.") || host.equals("localhost") || host.equals("::1")) {
      notices.add(
          "health.host is %s (%s): nobody outside can ask for its health; set it to 0.0.0.0"
              .formatted(host, effective.origin("health.host")));
    }
  }

  private void port(String key) {
    if (effective.text(key).equals(Optional.of("0"))) {
      notices.add(
          "%s is 0 (%s), a port that nobody can be told of; set it to %d, which the files have"
              .formatted(key, effective.origin(key), Values.WRITTEN.healthPort()));
    }
  }

  private void spool() {
    if (effective.text("telemetry.spool.enabled").equals(Optional.of("false"))) {
      notices.add(
          "the spool is off (%s): what waits for a backend is lost with the process"
              .formatted(effective.origin("telemetry.spool.enabled")));
    }
  }

  /// What the file refers to that its container does not have yet.
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
