package dev.obs.kernel.config;

import dev.obs.spi.Extension;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A signal as the configuration checks it, before anything is open: its noun in messages, its
/// sinks, the setting that lists its exporters, and the exporters in modules of Obs.
@SuppressWarnings("ImmutableEnumChecker") // settings and the lists are immutable
enum Signal {
  TRACES(
      "spans",
      TraceSink.class,
      CoreSettings.TRACE_EXPORTERS,
      "exporter-",
      List.of("otlp", "zipkin", "file")),
  METRICS(
      "metrics",
      MetricSink.class,
      CoreSettings.METRIC_EXPORTERS,
      "exporter-",
      List.of("otlp", "prometheus", "file")),
  LOGS(
      "logs",
      LogSink.class,
      CoreSettings.LOG_EXPORTERS,
      "exporter-",
      List.of("otlp", "elasticsearch", "file")),
  INCIDENTS(
      "incidents",
      IncidentSink.class,
      IncidentSettings.EXPORTERS,
      "incident-webhook",
      List.of("pagerduty", "alertmanager", "webhook"));

  private final String noun;
  private final Class<? extends Extension> sinks;
  private final Setting<List<String>> exporters;
  private final String module;
  private final List<String> known;

  /// @param module the module that has the exporters; one that ends with `-` is continued by the
  ///   type
  /// @param known the types of the exporters in modules of Obs
  Signal(
      String noun,
      Class<? extends Extension> sinks,
      Setting<List<String>> exporters,
      String module,
      List<String> known) {
    this.noun = noun;
    this.sinks = sinks;
    this.exporters = exporters;
    this.module = module;
    this.known = known;
  }

  /// The noun in messages.
  String noun() {
    return noun;
  }

  /// The setting that lists its exporters.
  Setting<List<String>> exporters() {
    return exporters;
  }

  /// The types of the exporters in modules of Obs.
  List<String> known() {
    return known;
  }

  /// The module of Obs that has an exporter.
  String module(String exporter) {
    return module.endsWith("-") ? module + exporter : module;
  }

  /// Returns the signal whose exporters the setting lists, or null.
  static @Nullable Signal of(Setting<?> setting) {
    for (Signal signal : values()) {
      if (signal.exporters == setting) {
        return signal;
      }
    }
    return null;
  }

  boolean isSentBy(Extension extension) {
    return sinks.isInstance(extension);
  }

  /// The kind of extension that its sinks are.
  Class<? extends Extension> sinks() {
    return sinks;
  }
}
