package dev.obs.exporter.prometheus;

import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import java.util.List;
import java.util.regex.Pattern;

/// The keys of the section `telemetry.prometheus`.
final class PrometheusSettings {
  static final Setting<Integer> PORT =
      Setting.port("port")
          .orElse(9464)
          .environment("OTEL_EXPORTER_PROMETHEUS_PORT")
          .describe("port of the scrape endpoint");

  static final Setting<String> HOST =
      Setting.text("host")
          .orElse("127.0.0.1")
          .environment("OTEL_EXPORTER_PROMETHEUS_HOST")
          .describe("address to listen on; 0.0.0.0 for all of this machine");

  static final Setting<String> PATH =
      Setting.scalar("path", path()).orElse("/metrics").describe("path of the page");

  static final List<Setting<?>> ALL = List.of(PORT, HOST, PATH);

  private PrometheusSettings() {}

  private static Scalar<String> path() {
    // What a URI may hold without escapes, as the decoded path of a request is compared with it.
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
