package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the layer of the environment variables. As OpenTelemetry's specification requires, an
/// empty variable is unset, and one that cannot be read is ignored with a notice.
final class EnvironmentLayer {
  private static final String DISABLED = "OTEL_SDK_DISABLED";

  private final Map<String, String> environment;
  private final ExporterNames exporters;
  private final PropagatorNames propagators;
  private final LayerBuilder layer = new LayerBuilder();

  private EnvironmentLayer(
      Map<String, String> environment, ExporterNames exporters, PropagatorNames propagators) {
    this.environment = environment;
    this.exporters = exporters;
    this.propagators = propagators;
  }

  /// Reads the variables of all settings.
  static Reading read(
      Schema schema,
      Map<String, String> environment,
      ExporterNames exporters,
      PropagatorNames propagators) {
    EnvironmentLayer reader = new EnvironmentLayer(environment, exporters, propagators);
    for (Schema.Key key : schema.keys()) {
      reader.read(key);
    }
    reader.noteDisabled();
    reader.noteWithoutEffect(schema);
    return reader.layer.build();
  }

  private void read(Schema.Key key) {
    for (String name : key.setting().environment()) {
      String text = text(name);
      if (text.isEmpty()) {
        continue;
      }
      if (key.setting() == CoreSettings.SAMPLE_RATE && !isSamplerSet()) {
        notice(name, "ignored because OTEL_TRACES_SAMPLER is not set");
        continue;
      }
      Consumer<String> complaints = complaint -> notice(name, "ignored: " + complaint);
      SettingValue<?> value =
          new TextValues(true, layer.secrets(), complaints)
              .read(key, text, Origin.environment(name));
      Signal signal = Signal.of(key.setting());
      if (signal != null && value != null) {
        value = exporters.usable(signal, value, complaints);
      }
      if (key.setting() == CoreSettings.PROPAGATORS && value != null) {
        value = propagators.usable(value, complaints);
      }
      if (value != null) {
        layer.put(key.name(), value);
        return;
      }
      if (Parsed.isAddress(key.setting().scalar())) {
        layer.unusable(key.name(), name + " is not an address, so there is none to send to");
      }
    }
  }

  private boolean isSamplerSet() {
    return !text(CoreSettings.SAMPLER.environment().getFirst()).isEmpty();
  }

  private void noteDisabled() {
    String disabled = text(DISABLED);
    if (!disabled.isEmpty()
        && !disabled.equalsIgnoreCase("true")
        && !disabled.equalsIgnoreCase("false")) {
      notice(
          DISABLED, "expected true or false, found " + Echo.quote(disabled) + "; taken as false");
    }
  }

  private void noteWithoutEffect(Schema schema) {
    Set<String> set = new HashSet<>(environment.keySet());
    set.removeIf(name -> text(name).isEmpty());
    StandardVariables.findings(set, schema).forEach(layer::add);
  }

  private String text(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private void notice(String name, String message) {
    layer.add(Finding.notice(Origin.environment(name), message));
  }
}
