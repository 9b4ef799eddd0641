package dev.obs.exporter.prometheus;

import dev.obs.http.listener.ListenerSettings;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import java.util.List;
import java.util.regex.Pattern;

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
      Setting.scalar("path", path()).orElse("/metrics").describe("path of the page");

  static final Setting<String> TRANSLATION =
      Setting.choice("translation_strategy", Translation.texts().toArray(String[]::new))
          .orElse(Translation.UNDERSCORE_ESCAPING_WITH_SUFFIXES.text())
          .describe(
              "names: escaped or, for readers that accept it, in UTF-8; with the unit and type or"
                  + " without");

  static final List<Setting<?>> ALL = LISTENER.with(PATH, TRANSLATION);

  private PrometheusSettings() {}

  private static Scalar<String> path() {
    // The characters of a URI that need no escapes, because the decoded path of a request is
    // compared.
    Pattern path = Pattern.compile("/[\\w.~!$&'()*+,;=:@/-]*");
    return new Scalar<>(
        "a path that starts with /, such as /metrics",
        text -> {
          if (!path.matcher(text).matches()) {
            throw new IllegalArgumentException();
          }
          return text;
        },
        text -> text);
  }
}
