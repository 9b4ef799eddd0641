package dev.obs.cli.deploy;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.SpoolSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The values of a deployment, from a configuration.
public final class Plan {
  private static final String SERVICE_NAME = CoreSettings.SERVICE_NAME.name();
  static final String HEALTH_PORT = "health.port";
  static final String METRICS_PORT = "telemetry.prometheus.port";
  static final String SPOOL_PATH = SpoolSettings.PATH.name();
  private static final int LONGEST = 40;
  private static final long MEBIBYTE = 1 << 20;
  private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");

  /// Words that a parser of YAML 1.1 or 1.2 does not read as text.
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /// Sinks without a spool: one is pulled, the other one is written to directly.
  private static final Set<String> WITHOUT_SPOOL = Set.of("prometheus", "console");

  /// The names of the stack's other services.
  private static final Set<String> TAKEN =
      Set.of("prometheus", "alertmanager", "jaeger", "elasticsearch", "grafana", "collector");

  /// Their ports on the host.
  private static final Set<Integer> TAKEN_PORTS = Set.of(9090, 9093, 16686, 9200, 3000);

  private final Configuration configuration;
  private final Values values;

  private Plan(Configuration configuration, Optional<String> name) {
    this.configuration = configuration;
    values =
        new Values(
            name.orElseGet(this::nameOfService),
            port(HEALTH_PORT, Values.WRITTEN.healthPort()),
            metricsPort(),
            page("liveness", Values.WRITTEN.livenessPath(), "/livez"),
            page("readiness", Values.WRITTEN.readinessPath(), "/readyz"),
            configuration
                .find("telemetry.prometheus.path", String.class)
                .orElse(Values.WRITTEN.metricsPath()),
            configuration
                .find(SPOOL_PATH, Path.class)
                .map(Path::toString)
                .orElse(Values.WRITTEN.spoolPath()),
            configuration.file().isPresent() ? spoolMebibytes() : Values.WRITTEN.spoolMebibytes());
  }

  /// Creates a plan from the values of a configuration.
  ///
  /// @param name the deployment's name, or empty for the service's
  public static Plan of(Configuration configuration, Optional<String> name) {
    return new Plan(configuration, name);
  }

  /// Returns whether a name is valid for a container and for all objects in Kubernetes.
  public static boolean isName(String name) {
    return LABEL.matcher(name).matches() && name.length() <= LONGEST && isFree(name);
  }

  private static boolean isFree(String name) {
    return !TAKEN.contains(name) && !WORDS.contains(name);
  }

  private String nameOfService() {
    if (!configuration.isSet(SERVICE_NAME)) {
      return Values.WRITTEN.name();
    }
    String label =
        configuration
            .find(SERVICE_NAME, String.class)
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+", "");
    String name = label.substring(0, Math.min(label.length(), LONGEST)).replaceAll("-+$", "");
    if (name.isEmpty()) {
      return Values.WRITTEN.name();
    }
    return isFree(name) ? name : name + "-service";
  }

  /// Returns a configured port; a port that the system chooses cannot be written down.
  private int port(String key, int usual) {
    int port = configuration.find(key, Integer.class).orElse(usual);
    return port == 0 ? usual : port;
  }

  /// Returns the port of metrics. A different port in the file is harmless, because the containers'
  /// environment overrides it.
  private int metricsPort() {
    int port = port(METRICS_PORT, Values.WRITTEN.metricsPort());
    return isTaken(port) ? Values.WRITTEN.metricsPort() : port;
  }

  /// Returns whether another service of the stack uses a port on the host.
  static boolean isTaken(int port) {
    return TAKEN_PORTS.contains(port);
  }

  /// The records of all lanes together, and the dead letters of each.
  private long spoolMebibytes() {
    long lanes =
        Stream.of(
                configuration.traceExporters(),
                configuration.metricExporters(),
                configuration.logExporters())
            .flatMap(Collection::stream)
            .filter(exporter -> !WITHOUT_SPOOL.contains(exporter))
            .count();
    long bytes =
        configuration.get(SpoolSettings.MAX_SIZE)
            + lanes * configuration.get(SpoolSettings.DEAD_LETTER_SIZE);
    return Math.ceilDiv(bytes, MEBIBYTE);
  }

  /// @param always the page that always exists
  private String page(String type, String usual, String always) {
    Optional<String> each = pageType(0);
    if (each.isEmpty()) {
      return usual;
    }
    for (int i = 0; each.isPresent(); each = pageType(++i)) {
      if (each.get().equals(type)) {
        return configuration.find(endpoint(i, "path"), String.class).orElse(usual);
      }
    }
    return always;
  }

  private Optional<String> pageType(int index) {
    return configuration.find(endpoint(index, "type"), String.class);
  }

  private static String endpoint(int index, String key) {
    return "health.endpoints[" + index + "]." + key;
  }

  /// Returns the reason why the spool's folder cannot be a mount point of a container, if so. A
  /// mount point with `:` is invalid in Kubernetes, and a code span of Markdown cannot contain a
  /// backtick.
  public Optional<String> refusal() {
    return values.isSpoolMountable()
        ? Optional.empty()
        : Optional.of(
            ("%s is invalid for a container (%s): expected an absolute path of a folder of its own,"
                    + " without ':', '`', '..' and control characters, got '%s'")
                .formatted(SPOOL_PATH, configuration.source(SPOOL_PATH), shown()));
  }

  private String shown() {
    return values.spoolPath().replaceAll("\\p{C}", "?");
  }

  /// Returns the values.
  public Values values() {
    return values;
  }

  /// Returns each value with its origin, for people.
  public Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("name", values.name());
    rows.put("health pages", values.healthPort() + from(HEALTH_PORT));
    rows.put("metrics", values.metricsPort() + values.metricsPath() + from(METRICS_PORT));
    rows.put("spool", values.spoolPath() + from(SPOOL_PATH));
    return rows;
  }

  private String from(String key) {
    return " (" + configuration.source(key) + ")";
  }
}
