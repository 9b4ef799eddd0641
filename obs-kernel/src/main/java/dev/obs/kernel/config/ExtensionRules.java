package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import dev.obs.spi.SystemProbe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The rules about extensions.
///
/// @param extensions the result of the discovery
record ExtensionRules(Schema schema, DiscoveredExtensions extensions) {
  private static final String OTLP = "otlp";

  /// Each setting that an extension in use requires is set.
  List<Finding> required(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    for (Extension extension : extensions.usable()) {
      String section = schema.section(extension);
      if (section == null || !isUsed(extension, values)) {
        continue;
      }
      for (Setting<?> setting : extension.settings()) {
        String key = Schema.join(section, setting.name());
        if (setting.isRequired() && !values.isSet(key)) {
          String message = key + " is required by '" + extension.type() + "'" + meaning(setting);
          findings.add(
              values
                  .section(section)
                  .map(place -> Finding.error(place, message))
                  .orElseGet(() -> Finding.error(message)));
        }
      }
    }
    return findings;
  }

  private static String meaning(Setting<?> setting) {
    return setting.description().isEmpty() ? "" : " (" + setting.description() + ")";
  }

  /// Each section of the file belongs to an extension in use.
  List<Finding> unused(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    Set<String> noted = new HashSet<>();
    for (Extension extension : extensions.usable()) {
      String section = schema.section(extension);
      Optional<Origin> place = section == null ? Optional.empty() : values.section(section);
      if (section != null
          && place.isPresent()
          && !isOfKernel(section)
          && !isUsed(extension, values)
          && !isListed(extension.type(), values)
          && noted.add(section)) {
        findings.add(
            Finding.notice(
                place.get(),
                section + " is set but no list of exporters names '" + extension.type() + "'"));
      }
    }
    return findings;
  }

  /// Whether the kernel has keys in a section, as in that of an exporter with the name `logging`.
  private static boolean isOfKernel(String section) {
    return DeclaredSettings.ALL.stream()
        .anyMatch(setting -> setting.name().startsWith(section + "."));
  }

  /// Each variable of an exporter belongs to one in use.
  List<Finding> unusedVariables(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    Set<String> noted = new HashSet<>();
    for (Extension extension : extensions.usable()) {
      String section = schema.section(extension);
      if (section == null || isUsed(extension, values) || isListed(extension.type(), values)) {
        continue;
      }
      for (Setting<?> setting : extension.settings()) {
        String key = Schema.join(section, setting.name());
        Origin origin = values.origin(key);
        if (origin.isEnvironment() && noted.add(key)) {
          findings.add(
              Finding.notice(
                  origin,
                  "has no effect, because no list of exporters names '" + extension.type() + "'"));
        }
      }
    }
    return findings;
  }

  /// Each key of OTLP for one signal belongs to a signal that is sent by OTLP.
  List<Finding> unusedSignals(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    if (!isListed(OTLP, values)) {
      return findings; // then the whole section is unused
    }
    for (Signal signal : Signal.values()) {
      String keys = "telemetry." + OTLP + "." + signal.name().toLowerCase(Locale.ROOT) + ".";
      for (String name : schema.names()) {
        if (name.startsWith(keys) && values.isSet(name) && !isListed(signal, OTLP, values)) {
          findings.add(
              Finding.notice(
                  values.origin(name),
                  name
                      + " has no effect, because "
                      + signal.exporters().name()
                      + " does not name '"
                      + OTLP
                      + "'"));
        }
      }
    }
    return findings;
  }

  /// Each name in the list of probes is one of a probe.
  List<Finding> probes(MergedValues values) {
    Optional<SettingValue<List<String>>> which = values.find(CoreSettings.PROBES_WHICH);
    if (which.isEmpty()) {
      return List.of();
    }
    Set<String> found = new TreeSet<>();
    for (Extension extension : extensions.usable()) {
      if (extension instanceof SystemProbe) {
        found.add(extension.type());
      }
    }
    List<String> names = which.get().value();
    List<String> unknown = names.stream().filter(name -> !found.contains(name)).toList();
    String excuse = extensions.excuse(SystemProbe.class, unknown);
    if (excuse == null && found.isEmpty() && !names.isEmpty()) {
      return List.of(
          Finding.notice(
              which.get().origin(),
              CoreSettings.PROBES_WHICH.name()
                  + " is set but no module provides a probe; put probe-system on the module path"));
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Origin place = which.get().elements().get(i);
      if (!found.contains(name)) {
        findings.add(
            excuse == null
                ? Finding.error(place, unknownProbe(name, found))
                : Finding.notice(place, "probe " + Echo.quote(name) + " is not in use, " + excuse));
      }
    }
    return findings;
  }

  private static String unknownProbe(String name, Set<String> found) {
    String nearest = Suggestions.nearest(name, found);
    return "unknown probe "
        + Echo.quote(name)
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
        + " (found: "
        + String.join(", ", found)
        + ")";
  }

  /// Whether an extension is not a sink, or is one that a list names.
  static boolean isUsed(Extension extension, MergedValues values) {
    boolean sink = false;
    for (Signal signal : Signal.values()) {
      if (signal.isSentBy(extension)) {
        sink = true;
        if (isListed(signal, extension.type(), values)) {
          return true;
        }
      }
    }
    return !sink;
  }

  private static boolean isListed(String type, MergedValues values) {
    for (Signal signal : Signal.values()) {
      if (isListed(signal, type, values)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isListed(Signal signal, String type, MergedValues values) {
    return values.get(signal.exporters()).orElse(List.of()).contains(type);
  }
}
