package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Notices about settings of the kernel that are set but have no effect, because of another
/// setting.
///
/// @param settings those without effect
/// @param applies whether the other setting has that value
/// @param reason the other setting and its value
record UnusedSettings(List<Setting<?>> settings, Predicate<MergedValues> applies, String reason)
    implements Rule {
  private static final String OTLP = "otlp";
  private static final String PROMETHEUS = "prometheus";

  /// The pairs of settings.
  static final List<UnusedSettings> ALL =
      List.of(
          unlisted(
              Signal.TRACES, OTLP, List.of(CoreSettings.JAEGER_HOST, CoreSettings.JAEGER_PORT)),
          unlisted(
              Signal.METRICS,
              PROMETHEUS,
              List.of(CoreSettings.PROMETHEUS_PORT, CoreSettings.PROMETHEUS_HOST)),
          new UnusedSettings(
              List.of(CoreSettings.SAMPLE_RATE),
              values -> !values.get(CoreSettings.SAMPLER).orElse("").endsWith("traceidratio"),
              "telemetry.tracing.sampler does not depend on a rate"),
          new UnusedSettings(
              List.of(
                  CoreSettings.TRACE_QUEUE_SIZE,
                  CoreSettings.TRACE_BATCH_SIZE,
                  CoreSettings.TRACE_SCHEDULE_DELAY,
                  CoreSettings.TRACE_EXPORT_TIMEOUT),
              values -> exporters(Signal.TRACES, values).isEmpty(),
              "no exporter gets spans"),
          new UnusedSettings(
              List.of(
                  CoreSettings.LOG_QUEUE_SIZE,
                  CoreSettings.LOG_BATCH_SIZE,
                  CoreSettings.LOG_SCHEDULE_DELAY,
                  CoreSettings.LOG_EXPORT_TIMEOUT),
              values -> exporters(Signal.LOGS, values).isEmpty(),
              "no exporter gets logs"),
          new UnusedSettings(
              List.of(CoreSettings.METRIC_EXPORT_TIMEOUT),
              UnusedSettings::isScraped,
              "no exporter pushes metrics"),
          // Common in files that only have a page for Prometheus, so only a variable is noted.
          new UnusedSettings(
              List.of(CoreSettings.COLLECTION_INTERVAL),
              values ->
                  isScraped(values)
                      && values.origin(CoreSettings.COLLECTION_INTERVAL.name()).isEnvironment(),
              "no exporter pushes metrics"),
          new UnusedSettings(
              List.of(
                  SpoolSettings.PATH,
                  SpoolSettings.MAX_SIZE,
                  SpoolSettings.SYNC_INTERVAL,
                  SpoolSettings.DROP,
                  SpoolSettings.DEAD_LETTER_SIZE),
              values -> !values.get(SpoolSettings.ENABLED).orElse(false),
              "telemetry.spool.enabled is not true"));

  /// Settings that imply an exporter, beside a list that does not name it. A list that they imply
  /// themselves lacks it if no module provides it, which has a notice of its own.
  private static UnusedSettings unlisted(
      Signal signal, String exporter, List<Setting<?>> settings) {
    String list = signal.exporters().name();
    return new UnusedSettings(
        settings,
        values ->
            !exporters(signal, values).contains(exporter)
                && settings.stream()
                    .noneMatch(each -> values.origin(each.name()).equals(values.origin(list))),
        list + " does not name '" + exporter + "'");
  }

  @Override
  public List<Finding> check(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    Set<Origin> variables = new HashSet<>(); // one may have lowered another setting
    if (applies.test(values)) {
      for (Setting<?> setting : settings) {
        Origin origin = values.origin(setting.name());
        if (!origin.isDefault() && (!origin.isEnvironment() || variables.add(origin))) {
          findings.add(
              Finding.notice(origin, setting.name() + " has no effect, because " + reason));
        }
      }
    }
    return findings;
  }

  /// Whether metrics are pulled, or sent nowhere.
  private static boolean isScraped(MergedValues values) {
    return List.of(PROMETHEUS).containsAll(exporters(Signal.METRICS, values));
  }

  private static List<String> exporters(Signal signal, MergedValues values) {
    return values.get(signal.exporters()).orElse(List.of()).stream()
        .filter(name -> !name.equals(NoneName.NONE))
        .toList();
  }
}
