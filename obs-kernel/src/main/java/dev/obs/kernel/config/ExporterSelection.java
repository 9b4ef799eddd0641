package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides where each signal goes: to the exporters that are listed or, without a list, to those
/// that other keys imply.
final class ExporterSelection {
  private static final String OTLP = "otlp";
  private static final String PROMETHEUS = "prometheus";

  private final ExporterNames names;
  private final Values values;
  private final Problems problems;
  private final List<String> notices;

  ExporterSelection(ExporterNames names, Values values, Problems problems, List<String> notices) {
    this.names = names;
    this.values = values;
    this.problems = problems;
    this.notices = notices;
  }

  /// Puts the list of each signal into the values.
  void apply() {
    for (Signal signal : Signal.values()) {
      Value listed = values.get(signal.exporters());
      values.put(signal.exporters(), listed == null ? implied(signal) : checked(signal, listed));
    }
  }

  private Value checked(Signal signal, Value listed) {
    Set<String> chosen = new LinkedHashSet<>();
    List<?> elements = (List<?>) listed.value();
    for (int i = 0; i < elements.size(); i++) {
      String name = String.valueOf(elements.get(i));
      if (name.equals(ExporterNames.NONE) && elements.size() == 1) {
        break;
      }
      String refusal = names.refusal(signal, name);
      if (refusal == null) {
        chosen.add(name);
      } else {
        problems.add(listed.elements().get(i), refusal);
      }
    }
    return list(chosen, listed.origin());
  }

  private Value implied(Signal signal) {
    return switch (signal) {
      case TRACES -> {
        Value cause =
            first(
                CoreSettings.JAEGER_HOST.name(),
                CoreSettings.JAEGER_PORT.name(),
                LegacyKeys.OTLP_ENDPOINT,
                "telemetry.otlp.traces.endpoint");
        Set<String> chosen = new LinkedHashSet<>();
        choose(chosen, signal, OTLP, cause, "a Jaeger host");
        yield list(chosen, originOf(cause));
      }
      case METRICS -> {
        Value scraped =
            first(
                CoreSettings.PROMETHEUS_PORT.name(),
                CoreSettings.PROMETHEUS_HOST.name(),
                LegacyKeys.SCRAPE_PORT,
                LegacyKeys.SCRAPE_HOST);
        Value pushed = first(LegacyKeys.OTLP_ENDPOINT, "telemetry.otlp.metrics.endpoint");
        Set<String> chosen = new LinkedHashSet<>();
        choose(chosen, signal, PROMETHEUS, scraped, "a Prometheus port");
        choose(chosen, signal, OTLP, pushed, "an OTLP endpoint");
        if (scraped == null && pushed == null && names.has(signal, PROMETHEUS)) {
          chosen.add(PROMETHEUS);
        }
        yield list(chosen, originOf(scraped == null ? pushed : scraped));
      }
      case LOGS -> list(Set.of(ExporterNames.CONSOLE), Origin.DEFAULT);
      case INCIDENTS -> list(Set.of(), Origin.DEFAULT);
    };
  }

  private void choose(
      Set<String> chosen, Signal signal, String name, @Nullable Value cause, String what) {
    if (cause == null) {
      return;
    }
    String refusal = names.refusal(signal, name);
    if (refusal == null) {
      chosen.add(name);
    } else {
      notices.add(
          cause.origin().where()
              + ": "
              + what
              + " is set but no module provides exporter '"
              + name
              + "'; put exporter-"
              + name
              + " on the module path");
    }
  }

  private @Nullable Value first(String... keys) {
    for (String key : keys) {
      Value value = values.get(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static Origin originOf(@Nullable Value cause) {
    return cause == null ? Origin.DEFAULT : cause.origin();
  }

  private static Value list(Set<String> chosen, Origin origin) {
    List<String> list = new ArrayList<>(chosen);
    return Value.list(list, String.join(", ", list), origin, List.of());
  }
}
