package dev.obs.kernel.config;

import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import dev.obs.spi.SystemProbe;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks what concerns several settings at once.
final class CrossChecks {
  private final List<Extension> extensions;
  private final Schema schema;
  private final Values values;
  private final Problems problems;
  private final List<String> notices;

  CrossChecks(
      List<Extension> extensions,
      Schema schema,
      Values values,
      Problems problems,
      List<String> notices) {
    this.extensions = extensions;
    this.schema = schema;
    this.values = values;
    this.problems = problems;
    this.notices = notices;
  }

  /// Settings that an extension in use requires, and sections of sinks that are not in use.
  ///
  /// @param sections the sections that stand in the file
  void extensions(Map<String, Origin> sections) {
    Set<String> noted = new HashSet<>();
    for (Extension extension : extensions) {
      String section = schema.section(extension);
      if (section == null) {
        continue;
      }
      Origin place = sections.get(section);
      if (isUsed(extension)) {
        required(extension, section, place);
      } else if (place != null && !isListed(extension.type()) && noted.add(section)) {
        notices.add(
            place.where()
                + ": "
                + section
                + " is set but no list of exporters names '"
                + extension.type()
                + "'");
      }
    }
  }

  /// No batch can be larger than the queue it is taken from. An environment variable never ends the
  /// start, so then the batch is made smaller.
  void batch(Setting<Integer> batchSize, Setting<Integer> queueSize) {
    Value batch = values.get(batchSize);
    Value queue = values.get(queueSize);
    int wanted = batch == null ? batchSize.fallback().orElseThrow() : (Integer) batch.value();
    int limit = queue == null ? queueSize.fallback().orElseThrow() : (Integer) queue.value();
    if (wanted <= limit) {
      return;
    }
    String what =
        batchSize.name()
            + " ("
            + wanted
            + ") is more than "
            + queueSize.name()
            + " ("
            + limit
            + ")";
    if (batch != null && !isFromEnvironment(batch) && !isFromEnvironment(queue)) {
      problems.add(batch.origin(), what);
      return;
    }
    if (batch != null) {
      notices.add(batch.origin().where() + ": " + what + "; lowered");
    }
    Value stronger = queue == null ? batch : queue;
    if (stronger != null) {
      values.put(batchSize, Value.of(limit, String.valueOf(limit), stronger.origin()));
    }
  }

  private static boolean isFromEnvironment(@Nullable Value value) {
    return value != null && value.origin().source() == Origin.Source.ENVIRONMENT;
  }

  /// A spool needs a folder.
  void spool() {
    Value enabled = values.get(SpoolSettings.ENABLED);
    if (enabled != null && (Boolean) enabled.value() && values.get(SpoolSettings.PATH) == null) {
      problems.add(
          enabled.origin(),
          SpoolSettings.ENABLED.name()
              + " is true but "
              + SpoolSettings.PATH.name()
              + " is not set; name a folder for this process alone");
    }
  }

  /// The names of probes.
  void probes() {
    Value which = values.get(CoreSettings.PROBES_WHICH);
    if (which == null) {
      return;
    }
    Set<String> found = new TreeSet<>();
    for (Extension extension : extensions) {
      if (extension instanceof SystemProbe) {
        found.add(extension.type());
      }
    }
    List<?> names = (List<?>) which.value();
    if (found.isEmpty() && !names.isEmpty()) {
      notices.add(
          which.origin().where()
              + ": "
              + CoreSettings.PROBES_WHICH.name()
              + " is set but no module provides a probe; put probe-system on the module path");
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = String.valueOf(names.get(i));
      if (!found.contains(name)) {
        String nearest = Suggestions.nearest(name, found);
        problems.add(
            which.elements().get(i),
            "unknown probe "
                + Echo.quote(name)
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
                + " (found: "
                + String.join(", ", found)
                + ")");
      }
    }
  }

  private void required(Extension extension, String section, @Nullable Origin place) {
    for (Setting<?> setting : extension.settings()) {
      String name = Schema.join(section, setting.name());
      if (setting.isRequired() && !values.isSet(name)) {
        String meaning = setting.description().isEmpty() ? "" : " (" + setting.description() + ")";
        String message = name + " is required by '" + extension.type() + "'" + meaning;
        if (place == null) {
          problems.add("", message);
        } else {
          problems.add(place, message);
        }
      }
    }
  }

  private boolean isUsed(Extension extension) {
    boolean sink = false;
    for (Signal signal : Signal.values()) {
      if (signal.isSentBy(extension)) {
        sink = true;
        if (isListed(signal, extension.type())) {
          return true;
        }
      }
    }
    return !sink;
  }

  private boolean isListed(Signal signal, String type) {
    Value list = values.get(signal.exporters());
    return list != null && ((List<?>) list.value()).contains(type);
  }

  private boolean isListed(String type) {
    for (Signal signal : Signal.values()) {
      if (isListed(signal, type)) {
        return true;
      }
    }
    return false;
  }
}
