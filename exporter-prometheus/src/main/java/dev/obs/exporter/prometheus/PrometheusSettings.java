package dev.obs.exporter.prometheus;

import dev.obs.http.listener.ListenerSettings;
import dev.obs.spi.Setting;
import java.util.List;

/// The keys of the section `telemetry.prometheus`.
final class PrometheusSettings {
  static final ListenerSettings LISTENER =
      ListenerSettings.of(
          "telemetry.prometheus",
          Setting.port("port")
              .orElse(9464)
              .environment("OTEL_EXPORTER_PROMETHEUS_PORT")
              .describe("port of the scrape endpoint"),
          "OTEL_EXPORTER_PROMETHEUS_HOST");

  static final Setting<String> PATH =
      ListenerSettings.path("path", "/metrics").orElse("/metrics").describe("path of the page");

  static final Setting<String> TRANSLATION =
      Setting.choice("translation_strategy", Translation.texts().toArray(String[]::new))
          .orElse(Translation.UNDERSCORE_ESCAPING_WITH_SUFFIXES.text())
          .describe(
              "names: escaped or, for readers that accept it, in UTF-8; with the unit and type or"
                  + " without");

  static final List<Setting<?>> ALL = LISTENER.with(PATH, TRANSLATION);

  private PrometheusSettings() {}
}
