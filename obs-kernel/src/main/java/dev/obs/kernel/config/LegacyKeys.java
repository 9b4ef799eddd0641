package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys that stand under a signal but mean a setting of an exporter: `tracing.jaeger_host` and
/// `jaeger_port` are the OTLP endpoint, `metrics.prometheus_port` and `prometheus_host` the address
/// of the scrape page. A key of the exporter's own section wins over them.
final class LegacyKeys {
  static final String OTLP_ENDPOINT = "telemetry.otlp.endpoint";
  static final String SCRAPE_PORT = "telemetry.prometheus.port";
  static final String SCRAPE_HOST = "telemetry.prometheus.host";

  private static final int OTLP_HTTP = 4318;

  private final Schema schema;
  private final Values values;
  private final Problems problems;
  private final List<String> notices;

  LegacyKeys(Schema schema, Values values, Problems problems, List<String> notices) {
    this.schema = schema;
    this.values = values;
    this.problems = problems;
    this.notices = notices;
  }

  /// To be called when the exporters are chosen.
  void apply() {
    jaeger();
    scrape(CoreSettings.PROMETHEUS_PORT, SCRAPE_PORT);
    scrape(CoreSettings.PROMETHEUS_HOST, SCRAPE_HOST);
  }

  private void jaeger() {
    Value host = values.get(CoreSettings.JAEGER_HOST);
    Value port = values.get(CoreSettings.JAEGER_PORT);
    Value named = host == null ? port : host;
    if (named == null || !sends(Signal.TRACES, "otlp")) {
      return;
    }
    Setting<?> key = host == null ? CoreSettings.JAEGER_PORT : CoreSettings.JAEGER_HOST;
    Origin origin = named.origin();
    String name = host == null ? "localhost" : (String) host.value();
    int number = port == null ? OTLP_HTTP : (Integer) port.value();
    String retired = retired(number);
    String address = new Dependency.Tcp(name, retired == null ? number : OTLP_HTTP).toString();
    if (!set(OTLP_ENDPOINT, "http://" + address, key, origin)) {
      return;
    }
    if (retired != null && port != null) {
      notices.add(
          port.origin().where()
              + ": port "
              + number
              + " is "
              + retired
              + "; sending OTLP/HTTP to "
              + address);
    }
    for (Signal signal : List.of(Signal.METRICS, Signal.LOGS)) {
      if (sends(signal, "otlp")) {
        notices.add(
            origin.where()
                + ": Jaeger takes no "
                + signal.noun
                + "; set "
                + OTLP_ENDPOINT
                + " for the exporter 'otlp' of "
                + signal.noun);
      }
    }
  }

  /// What listens on a port that does not take OTLP over HTTP, or null.
  private static @Nullable String retired(int port) {
    return switch (port) {
      case 6831, 6832 -> "Jaeger's retired Thrift agent";
      case 14268 -> "Jaeger's retired Thrift collector";
      case 14250 -> "Jaeger's retired gRPC collector";
      case 4317 -> "OTLP over gRPC";
      default -> null;
    };
  }

  private void scrape(Setting<?> from, String to) {
    Value value = values.get(from);
    if (value != null) {
      set(to, String.valueOf(value.value()), from, value.origin());
    }
  }

  /// Sets a key unless it is set in a place as strong; answers whether it did.
  private boolean set(String name, String text, Setting<?> from, Origin origin) {
    Schema.Key key = schema.key(name);
    if (key == null) {
      return false;
    }
    Value own = values.get(name);
    if (own != null && !own.origin().weakerThan(origin)) {
      notices.add(
          origin.where()
              + ": "
              + from.name()
              + " is ignored because "
              + name
              + " is set ("
              + own.origin().shown()
              + ")");
      return false;
    }
    Parsed parsed = Parsed.file(key.setting().scalar(), text);
    if (parsed == null) {
      problems.add(
          origin,
          name + ": expected " + key.setting().scalar().expected() + ", found " + Echo.quote(text));
      return false;
    }
    values.offer(key, Value.of(parsed.value(), parsed.shown(), origin));
    return true;
  }

  private boolean sends(Signal signal, String name) {
    Value list = values.get(signal.exporters());
    return list != null && ((List<?>) list.value()).contains(name);
  }
}
