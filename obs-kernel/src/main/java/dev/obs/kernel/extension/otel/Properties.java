package dev.obs.kernel.extension.otel;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration of an exporter of OpenTelemetry: the section's `properties`, before system
/// properties, before environment variables, of which `OTEL_X_Y` is `otel.x.y`.
final class Properties implements ConfigProperties {
  /// The one key of an adapted exporter's section.
  static final Setting<Map<String, Secret>> SETTING =
      Setting.map(Setting.secret("properties"))
          .orElse(Map.of())
          .describe("properties of the exporter, such as otel.exporter.otlp.endpoint");

  private static final int SHORTEST_SECRET = 4;

  private final Map<String, String> values = new HashMap<>();
  private final Collection<Secret> secrets;
  private final ClassLoader loader;

  private Properties(Collection<Secret> secrets, ClassLoader loader) {
    this.secrets = secrets;
    this.loader = loader;
  }

  static Properties of(Settings settings, Object provider) {
    return of(
        settings.get(SETTING), system(), System.getenv(), provider.getClass().getClassLoader());
  }

  /// The system properties.
  static Map<String, String> system() {
    Map<String, String> system = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      system.put(name, System.getProperty(name, ""));
    }
    return system;
  }

  static Properties of(
      Map<String, Secret> own,
      Map<String, String> system,
      Map<String, String> environment,
      ClassLoader loader) {
    Properties properties = new Properties(own.values(), loader);
    environment.forEach((name, value) -> properties.set(name.replace('_', '.'), value));
    system.forEach(properties::set);
    own.forEach((name, value) -> properties.set(name, value.reveal()));
    return properties;
  }

  private void set(String name, String value) {
    values.put(normal(name), value);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '.');
  }

  /// By the specification an empty value is none.
  private Optional<PropertyValue> find(String name) {
    return Optional.ofNullable(values.get(normal(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> new PropertyValue(name, text));
  }

  @Override
  public @Nullable String getString(String name) {
    return find(name).map(PropertyValue::text).orElse(null);
  }

  @Override
  public @Nullable Boolean getBoolean(String name) {
    return find(name).map(PropertyValue::bool).orElse(null);
  }

  @Override
  public @Nullable Integer getInt(String name) {
    return find(name).map(PropertyValue::integer).orElse(null);
  }

  @Override
  public @Nullable Long getLong(String name) {
    return find(name).map(PropertyValue::longInteger).orElse(null);
  }

  @Override
  public @Nullable Double getDouble(String name) {
    return find(name).map(PropertyValue::decimal).orElse(null);
  }

  @Override
  public @Nullable Duration getDuration(String name) {
    return find(name).map(PropertyValue::duration).orElse(null);
  }

  @Override
  public List<String> getList(String name) {
    return find(name).map(PropertyValue::list).orElse(List.of());
  }

  @Override
  public Map<String, String> getMap(String name) {
    return find(name).map(PropertyValue::map).orElse(Map.of());
  }

  /// Finds what belongs to the exporter in the plugin that it comes from.
  @Override
  public ComponentLoader getComponentLoader() {
    return new PluginServices(loader);
  }

  /// A message of the exporter's without the values that must not be shown.
  String hide(@Nullable String message) {
    String shown = String.valueOf(message);
    for (Secret secret : secrets) {
      if (secret.reveal().length() >= SHORTEST_SECRET) {
        shown = shown.replace(secret.reveal(), secret.toString());
      }
    }
    return shown;
  }
}
