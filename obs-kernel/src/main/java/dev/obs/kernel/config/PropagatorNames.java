package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The propagators that can be named in the configuration: the kernel's own and those of libraries.
/// One that cannot be used is left out with a notice, wherever it is named: a service that starts
/// without a header is better than none.
final class PropagatorNames {
  private static final List<String> OWN = List.of("tracecontext", "baggage");

  /// The libraries of the propagators that have a name in OpenTelemetry's specification.
  private static final Map<String, String> LIBRARIES = libraries();

  private final Set<String> found = new LinkedHashSet<>(OWN);

  /// @param libraries the propagators of libraries that were found
  PropagatorNames(Collection<String> libraries) {
    found.addAll(libraries);
  }

  private static Map<String, String> libraries() {
    Map<String, String> libraries = new LinkedHashMap<>();
    for (String name : List.of("b3", "b3multi", "jaeger", "ottrace")) {
      libraries.put(name, "io.opentelemetry:opentelemetry-extension-trace-propagators");
    }
    for (String name : List.of("xray", "xray-lambda")) {
      libraries.put(name, "io.opentelemetry.contrib:opentelemetry-aws-xray-propagator");
    }
    return libraries;
  }

  /// A list without the names that cannot be used; null if none is left.
  @Nullable SettingValue<?> usable(SettingValue<?> value, Consumer<String> complaints) {
    List<String> names = new ArrayList<>();
    for (Object element : (List<?>) value.value()) {
      String name = String.valueOf(element);
      String refusal = refusal(name);
      if (refusal == null) {
        names.add(name);
      } else {
        complaints.accept(refusal);
      }
    }
    if (NoneName.remove(names)) {
      complaints.accept(NoneName.EXCLUSIVE);
    }
    return names.isEmpty()
        ? null
        : SettingValue.list(names, String.join(", ", names), value.origin(), List.of());
  }

  /// Leaves out the names in the file or in code that cannot be used. If none is left, the default
  /// counts. A [Derivation].
  Reading derive(MergedValues values) {
    Optional<SettingValue<List<String>>> listed = values.find(CoreSettings.PROPAGATORS);
    if (listed.isEmpty()) {
      return Reading.EMPTY;
    }
    LayerBuilder layer = new LayerBuilder();
    List<String> names = new ArrayList<>();
    List<Origin> places = new ArrayList<>();
    List<String> elements = listed.get().value();
    for (int i = 0; i < elements.size(); i++) {
      Origin place =
          i < listed.get().elements().size()
              ? listed.get().elements().get(i)
              : listed.get().origin();
      String refusal = refusal(elements.get(i));
      if (refusal == null) {
        names.add(elements.get(i));
        places.add(place);
      } else {
        layer.add(Finding.notice(place, refusal));
      }
    }
    if (names.size() == elements.size()) {
      return Reading.EMPTY;
    }
    if (names.isEmpty()) {
      names.addAll(OWN);
      layer.add(
          Finding.notice(
              listed.get().origin(),
              "no propagator of the list can be used; " + String.join(" and ", OWN) + " are"));
    }
    layer.put(
        CoreSettings.PROPAGATORS,
        SettingValue.list(names, String.join(", ", names), listed.get().origin(), places));
    return layer.build();
  }

  /// The reason not to use a name, or null if it can be used.
  private @Nullable String refusal(String name) {
    if (found.contains(name) || name.equals(NoneName.NONE)) {
      return null;
    }
    String known = " (found: " + String.join(", ", found) + ")";
    String library = LIBRARIES.get(name);
    if (library != null) {
      return "propagator '"
          + name
          + "' is left out because no module provides it; put "
          + library
          + " on the module path or class path, or into a plugin folder"
          + known;
    }
    List<String> candidates = new ArrayList<>(found);
    candidates.addAll(LIBRARIES.keySet());
    String nearest = Suggestions.nearest(name, candidates);
    return "unknown propagator "
        + Echo.quote(name)
        + " is left out"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
        + known;
  }
}
