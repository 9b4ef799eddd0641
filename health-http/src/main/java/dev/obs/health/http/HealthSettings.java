package dev.obs.health.http;

import dev.obs.http.listener.ListenerSettings;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.util.List;

/// The keys of the section `health`.
final class HealthSettings {
  static final String SECTION = "health";

  static final ListenerSettings LISTENER =
      ListenerSettings.of(
          SECTION, Setting.port("port").orElse(8080).describe("port of the health pages"));

  static final Setting<String> PATH =
      ListenerSettings.path("path", "/health").required().describe("path of the page");

  static final Setting<String> TYPE =
      Setting.choice("type", "liveness", "readiness", "startup", "metrics")
          .required()
          .describe("content of the page");

  static final Setting<List<Settings>> ENDPOINTS =
      Setting.sections("endpoints", PATH, TYPE)
          .describe(
              "pages; if absent /health (liveness), /ready (readiness) and /metrics (metrics)");

  static final List<Setting<?>> ALL = LISTENER.with(ENDPOINTS);

  private HealthSettings() {}
}
