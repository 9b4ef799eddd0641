package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keys of a signal that set a key of an exporter: `tracing.jaeger_host` and `jaeger_port` are the
/// OTLP endpoint, `metrics.prometheus_port` and `prometheus_host` the address of the scrape page. A
/// key of the exporter's own section wins over them.
final class LegacyKeys implements Derivation {
  static final String OTLP_ENDPOINT = "telemetry.otlp.endpoint";
  static final String SCRAPE_PORT = "telemetry.prometheus.port";
  static final String SCRAPE_HOST = "telemetry.prometheus.host";

  private static final int OTLP_HTTP = 4318;

  private final Schema schema;

  LegacyKeys(Schema schema) {
    this.schema = schema;
  }

  /// Sets the keys of the exporters. Needs the selected exporters.
  @Override
  public Reading derive(MergedValues values) {
    LayerBuilder layer = new LayerBuilder();
    jaeger(values, layer);
    scrape(CoreSettings.PROMETHEUS_PORT, SCRAPE_PORT, values, layer);
    scrape(CoreSettings.PROMETHEUS_HOST, SCRAPE_HOST, values, layer);
    return layer.build();
  }

  private void jaeger(MergedValues values, LayerBuilder layer) {
    Optional<SettingValue<String>> host = values.find(CoreSettings.JAEGER_HOST);
    Optional<SettingValue<Integer>> port = values.find(CoreSettings.JAEGER_PORT);
    if ((host.isEmpty() && port.isEmpty()) || !sends(Signal.TRACES, values)) {
      return;
    }
    Setting<?> key = host.isPresent() ? CoreSettings.JAEGER_HOST : CoreSettings.JAEGER_PORT;
    Origin origin = values.origin(key.name());
    String name = host.isPresent() ? host.get().value() : "localhost";
    int number = port.isPresent() ? port.get().value() : OTLP_HTTP;
    String retired = retired(number);
    String address = new Dependency.Tcp(name, retired == null ? number : OTLP_HTTP).toString();
    if (!set(OTLP_ENDPOINT, "http://" + address, key, origin, values, layer)) {
      return;
    }
    if (retired != null && port.isPresent()) {
      layer.add(
          Finding.notice(
              port.get().origin(),
              "port " + number + " is " + retired + "; sending OTLP/HTTP to " + address));
    }
    for (Signal signal : List.of(Signal.METRICS, Signal.LOGS)) {
      if (sends(signal, values)) {
        layer.add(
            Finding.notice(
                origin,
                "Jaeger takes no "
                    + signal.noun()
                    + "; set "
                    + OTLP_ENDPOINT
                    + " for the exporter 'otlp' of "
                    + signal.noun()));
      }
    }
  }

  /// The name of a listener whose port does not take OTLP over HTTP, or null.
  private static @Nullable String retired(int port) {
    return switch (port) {
      case 6831, 6832 -> "Jaeger's retired Thrift agent";
      case 14268 -> "Jaeger's retired Thrift collector";
      case 14250 -> "Jaeger's retired gRPC collector";
      case 4317 -> "OTLP over gRPC";
      default -> null;
    };
  }

  private void scrape(Setting<?> from, String to, MergedValues values, LayerBuilder layer) {
    Optional<SettingValue<?>> value = values.find(from.name());
    if (value.isPresent()) {
      set(to, String.valueOf(value.get().value()), from, value.get().origin(), values, layer);
    }
  }

  /// Sets a key unless it is set in a layer as strong; answers whether it did.
  private boolean set(
      String name,
      String text,
      Setting<?> from,
      Origin origin,
      MergedValues values,
      LayerBuilder layer) {
    Schema.Key key = schema.key(name);
    if (key == null) {
      return false;
    }
    Optional<SettingValue<?>> own = values.find(name);
    if (own.isPresent() && !own.get().origin().weakerThan(origin)) {
      layer.add(
          Finding.notice(
              origin,
              from.name()
                  + " is ignored because "
                  + name
                  + " is set ("
                  + own.get().origin().shown()
                  + ")"));
      return false;
    }
    Parsed parsed = Parsed.file(key.setting().scalar(), text);
    if (parsed == null) {
      layer.add(
          Finding.error(
              origin,
              name
                  + ": expected "
                  + key.setting().scalar().expected()
                  + ", found "
                  + Echo.quote(text)));
      return false;
    }
    layer.put(name, SettingValue.scalar(parsed.value(), parsed.shown(), origin));
    return true;
  }

  private static boolean sends(Signal signal, MergedValues values) {
    return values.get(signal.exporters()).orElse(List.of()).contains("otlp");
  }
}
