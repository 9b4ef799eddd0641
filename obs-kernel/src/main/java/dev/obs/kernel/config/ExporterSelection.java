package dev.obs.kernel.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides where each signal goes: to the exporters that are listed or, without a list, to those
/// that other keys imply.
///
/// @param names the exporters that can be named
record ExporterSelection(ExporterNames names) implements Derivation {
  private static final String OTLP = "otlp";
  private static final String PROMETHEUS = "prometheus";

  /// Sets the list of each signal.
  @Override
  public Reading derive(MergedValues values) {
    LayerBuilder layer = new LayerBuilder();
    for (Signal signal : Signal.values()) {
      Optional<SettingValue<List<String>>> listed = values.find(signal.exporters());
      layer.put(
          signal.exporters(),
          listed.isPresent()
              ? checked(signal, listed.get(), layer)
              : implied(signal, values, layer));
    }
    return layer.build();
  }

  private SettingValue<?> checked(
      Signal signal, SettingValue<List<String>> listed, LayerBuilder layer) {
    Set<String> chosen = new LinkedHashSet<>();
    List<String> elements = listed.value();
    String excuse = names.excuse(signal, elements);
    NoneName.errors(listed).forEach(layer::add);
    for (int i = 0; i < elements.size(); i++) {
      String name = elements.get(i);
      if (name.equals(NoneName.NONE)) {
        continue;
      }
      String refusal = names.refusal(signal, name);
      if (refusal == null) {
        chosen.add(name);
      } else if (excuse == null) {
        layer.add(Finding.error(listed.elements().get(i), refusal));
      } else {
        layer.add(Finding.notice(listed.elements().get(i), ExporterNames.notInUse(name, excuse)));
      }
    }
    return list(chosen, listed.origin());
  }

  private SettingValue<?> implied(Signal signal, MergedValues values, LayerBuilder layer) {
    return switch (signal) {
      case TRACES -> {
        Origin cause =
            first(
                values,
                CoreSettings.JAEGER_HOST.name(),
                CoreSettings.JAEGER_PORT.name(),
                LegacyKeys.OTLP_ENDPOINT,
                "telemetry.otlp.traces.endpoint");
        Set<String> chosen = new LinkedHashSet<>();
        choose(chosen, signal, OTLP, cause, "a Jaeger host", layer);
        yield list(chosen, cause);
      }
      case METRICS -> {
        Origin scraped =
            first(
                values,
                CoreSettings.PROMETHEUS_PORT.name(),
                CoreSettings.PROMETHEUS_HOST.name(),
                LegacyKeys.SCRAPE_PORT,
                LegacyKeys.SCRAPE_HOST);
        Origin pushed = first(values, LegacyKeys.OTLP_ENDPOINT, "telemetry.otlp.metrics.endpoint");
        Set<String> chosen = new LinkedHashSet<>();
        choose(chosen, signal, PROMETHEUS, scraped, "a Prometheus port", layer);
        choose(chosen, signal, OTLP, pushed, "an OTLP endpoint", layer);
        if (scraped.isDefault() && pushed.isDefault() && names.has(signal, PROMETHEUS)) {
          chosen.add(PROMETHEUS);
        }
        yield list(chosen, scraped.isDefault() ? pushed : scraped);
      }
      case LOGS -> {
        Origin pushed = first(values, "telemetry.otlp.logs.endpoint");
        Set<String> chosen = new LinkedHashSet<>(Set.of(ExporterNames.CONSOLE));
        choose(chosen, signal, OTLP, pushed, "an OTLP endpoint", layer);
        if (pushed.isDefault()) {
          noteConsoleOnly(values.origin(LegacyKeys.OTLP_ENDPOINT), layer);
        }
        yield list(chosen, pushed);
      }
      default -> list(Set.of(), Origin.DEFAULT);
    };
  }

  /// The variable of the common endpoint means all signals to other SDKs. Here log records need a
  /// list, because the endpoint is often a Jaeger, which takes none.
  private static void noteConsoleOnly(Origin endpoint, LayerBuilder layer) {
    if (endpoint.isEnvironment()) {
      layer.add(
          Finding.notice(
              endpoint,
              "log records go to the console only; set OTEL_LOGS_EXPORTER=console,otlp to send"
                  + " them, too"));
    }
  }

  private void choose(
      Set<String> chosen,
      Signal signal,
      String name,
      Origin cause,
      String subject,
      LayerBuilder layer) {
    if (cause.isDefault()) {
      return;
    }
    if (names.refusal(signal, name) == null) {
      chosen.add(name);
      return;
    }
    layer.add(
        Finding.notice(
            cause,
            subject
                + " is set but no module provides exporter '"
                + name
                + "'; put exporter-"
                + name
                + " on the module path"));
  }

  /// The origin of the first of some keys that is set; the default if none is.
  private static Origin first(MergedValues values, String... keys) {
    for (String key : keys) {
      Optional<SettingValue<?>> value = values.find(key);
      if (value.isPresent()) {
        return value.get().origin();
      }
    }
    return Origin.DEFAULT;
  }

  private static SettingValue<?> list(Set<String> chosen, Origin origin) {
    return SettingValue.list(List.copyOf(chosen), String.join(", ", chosen), origin, List.of());
  }
}
