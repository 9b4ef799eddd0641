package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Extension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The exporters that can be named in the configuration.
final class ExporterNames {
  static final String CONSOLE = "console";

  /// The name that OpenTelemetry's SDKs had for the console.
  private static final String LOGGING = "logging";

  /// The exporters of Jaeger's own protocols.
  private static final Set<String> JAEGER = Set.of("jaeger", "jaeger-thrift", "jaeger_thrift");

  private final DiscoveredExtensions extensions;
  private final Map<Signal, SortedSet<String>> found = new EnumMap<>(Signal.class);

  ExporterNames(DiscoveredExtensions extensions) {
    this.extensions = extensions;
    for (Signal signal : Signal.values()) {
      SortedSet<String> types = new TreeSet<>();
      for (Extension extension : extensions.usable()) {
        if (signal.isSentBy(extension)) {
          types.add(extension.type());
        }
      }
      found.put(signal, types);
    }
    found(Signal.LOGS).add(CONSOLE);
  }

  boolean has(Signal signal, String name) {
    return found(signal).contains(name);
  }

  /// The excuse for the names of a list that nothing provides, or null.
  @Nullable String excuse(Signal signal, List<String> names) {
    return extensions.excuse(
        signal.sinks(),
        names.stream().filter(name -> !name.equals(NoneName.NONE) && !has(signal, name)).toList());
  }

  /// The notice about a name that has an excuse.
  static String notInUse(String name, String excuse) {
    return "exporter " + Echo.quote(name) + " is not in use, " + excuse;
  }

  /// The reason not to use a name, or null if it can be used.
  @Nullable String refusal(Signal signal, String name) {
    if (has(signal, name)) {
      return null;
    }
    if (signal == Signal.TRACES && JAEGER.contains(name)) {
      return "exporter "
          + Echo.quote(name)
          + " is retired, since Jaeger takes OTLP; use 'otlp' with telemetry.otlp.endpoint"
          + " http://HOST:4318, or set telemetry.tracing.jaeger_host";
    }
    String known = found(signal).isEmpty() ? "none" : String.join(", ", found(signal));
    if (signal.known().contains(name)) {
      return "exporter '"
          + name
          + "' is configured but no module provides it; put "
          + signal.module(name)
          + " on the module path (found: "
          + known
          + ")";
    }
    if (name.equals(LOGGING)) {
      return has(signal, CONSOLE)
          ? "exporter 'logging' is called 'console' here"
          : "exporter 'logging' is called 'console' here, which takes no "
              + signal.noun()
              + " (found: "
              + known
              + ")";
    }
    for (Signal other : Signal.values()) {
      if (has(other, name) || other.known().contains(name)) {
        return "exporter '" + name + "' takes no " + signal.noun() + " (found: " + known + ")";
      }
    }
    List<String> candidates = new ArrayList<>(found(signal));
    candidates.addAll(signal.known());
    String nearest = Suggestions.nearest(name, candidates);
    return "unknown exporter "
        + Echo.quote(name)
        + " for "
        + signal.noun()
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
        + " (found: "
        + known
        + ")";
  }

  /// A list without the names that cannot be used; null if none is left.
  @Nullable SettingValue<?> usable(
      Signal signal, SettingValue<?> value, Consumer<String> complaints) {
    List<String> names = ((List<?>) value.value()).stream().map(String::valueOf).toList();
    String excuse = excuse(signal, names);
    List<String> usable = new ArrayList<>();
    for (String name : names) {
      String refusal = name.equals(NoneName.NONE) ? null : refusal(signal, name);
      if (refusal == null) {
        usable.add(name);
      } else {
        complaints.accept(excuse == null ? refusal : notInUse(name, excuse));
      }
    }
    if (NoneName.remove(usable)) {
      complaints.accept(NoneName.EXCLUSIVE);
    }
    return usable.isEmpty()
        ? null
        : SettingValue.list(usable, String.join(", ", usable), value.origin(), value.elements());
  }

  private SortedSet<String> found(Signal signal) {
    return found.getOrDefault(signal, new TreeSet<>());
  }
}
