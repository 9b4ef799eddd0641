package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes over what environment variables and code set.
final class OutsideValues {
  private final Schema schema;
  private final Values values;
  private final ExporterNames exporters;
  private final Secrets secrets;

  OutsideValues(Schema schema, Values values, ExporterNames exporters, Secrets secrets) {
    this.secrets = secrets;
    this.schema = schema;
    this.values = values;
    this.exporters = exporters;
  }

  /// As OpenTelemetry's specification has it, an empty variable is unset and one that cannot be
  /// read is passed over with a warning.
  void readEnvironment(Map<String, String> environment, List<String> notices) {
    boolean sampler = isSet(environment, CoreSettings.SAMPLER.environment().getFirst());
    for (Schema.Key key : schema.keys()) {
      for (String name : key.setting().environment()) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
          continue;
        }
        if (key.setting() == CoreSettings.SAMPLE_RATE && !sampler) {
          notices.add(name + ": ignored because OTEL_TRACES_SAMPLER is not set");
          continue;
        }
        Consumer<String> complaints = complaint -> notices.add(name + ": ignored: " + complaint);
        Value value =
            new TextValues(true, secrets, complaints).read(key, text, Origin.environment(name));
        Signal signal = Signal.of(key.setting());
        if (signal != null && value != null) {
          value = exporters.usable(signal, value, complaints);
        }
        if (value != null) {
          values.offer(key, value);
          break;
        }
      }
    }
    String disabled = environment.getOrDefault("OTEL_SDK_DISABLED", "").strip();
    if (!disabled.isEmpty()
        && !disabled.equalsIgnoreCase("true")
        && !disabled.equalsIgnoreCase("false")) {
      notices.add(
          "OTEL_SDK_DISABLED: expected true or false, found "
              + Echo.quote(disabled)
              + "; taken as false");
    }
  }

  /// Settings by full key; an entry of a mapping has its name behind the key.
  void readCode(Map<String, String> code, Problems problems, List<String> notices) {
    // Sorted, so that errors come in the same order each time.
    new TreeMap<>(code)
        .forEach((name, text) -> {
          TextValues reader =
              new TextValues(
                  false, secrets, complaint -> problems.add(Origin.CODE, name + ": " + complaint));
          Schema.Key key = schema.key(name);
          Schema.Key map = key == null ? mapAbove(name) : null;
          if (key != null) {
            offer(key, reader.read(key, text, Origin.CODE));
          } else if (map != null) {
            String entry = name.substring(map.name().length() + 1);
            offer(map, reader.entry(map, entry, text, Origin.CODE));
          } else {
            unknown(name, problems, notices);
          }
        });
  }

  private void offer(Schema.Key key, @Nullable Value value) {
    if (value != null) {
      values.offer(key, value);
    }
  }

  private Schema.@Nullable Key mapAbove(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Schema.Key key = schema.key(name.substring(0, dot));
      if (key != null) {
        return key.setting().shape() == Setting.Shape.MAP ? key : null;
      }
    }
    return null;
  }

  private void unknown(String name, Problems problems, List<String> notices) {
    if (schema.at(name) instanceof Schema.Absent absent) {
      notices.add(
          "code: " + Echo.clean(name) + " is set but " + KnownModules.remedy(absent.module()));
      return;
    }
    String nearest = Suggestions.nearest(name, schema.names());
    problems.add(
        Origin.CODE,
        "unknown key "
            + Echo.quote(name)
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }
}
