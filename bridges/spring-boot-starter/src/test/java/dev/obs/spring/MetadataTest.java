package dev.obs.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.kernel.config.KernelSettings;
import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The metadata for editors and the declarations of the settings.
///
/// After a change of a setting write it: `mvn -pl :obs-spring-boot-starter -am test
/// -Dtest=MetadataTest -Ddocs.update=true`.
class MetadataTest {
  private static final Path FILE =
      Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

  @Test
  void hasEverySettingOfEveryModule() throws IOException {
    String expected = metadata();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(FILE, expected);
    }
    assertEquals(expected, Files.readString(FILE), "run it with -Ddocs.update=true");
  }

  private static String metadata() {
    Map<String, String> properties = new TreeMap<>();
    properties.put(
        "obs.enabled",
        property("obs.enabled", "java.lang.Boolean", "whether Obs is started", "true"));
    properties.put(
        "obs.config",
        property("obs.config", "java.lang.String", "path of a telemetry.yaml to read", null));
    KernelSettings.all().forEach(setting -> add("", setting, properties));
    for (Class<? extends Extension> kind :
        List.of(
            TraceSink.class,
            MetricSink.class,
            LogSink.class,
            IncidentSink.class,
            SystemProbe.class,
            HealthCheck.class,
            Endpoint.class)) {
      for (Extension extension : ServiceLoader.load(kind)) {
        extension.settings().forEach(each -> add(extension.section() + ".", each, properties));
      }
    }
    return properties.values().stream()
        .collect(Collectors.joining(",\n    ", "{\n  \"properties\": [\n    ", "\n  ]\n}\n"));
  }

  private static void add(String section, Setting<?> setting, Map<String, String> properties) {
    String name = "obs." + (section + setting.name()).replace('_', '-');
    if (setting.shape() == Setting.Shape.SECTIONS) {
      for (Setting<?> field : setting.fields()) {
        add(section + setting.name() + "[].", field, properties);
      }
      return;
    }
    properties.putIfAbsent(
        name,
        property(
            name,
            switch (setting.shape()) {
              case LIST -> "java.util.List<java.lang.String>";
              case MAP -> "java.util.Map<java.lang.String,java.lang.String>";
              default -> type(setting.scalar());
            },
            setting.description() + " (" + setting.scalar().expected() + ")",
            shown(setting)));
  }

  /// The type that an editor suggests values for; sizes and most others are texts with units.
  private static String type(Scalar<?> scalar) {
    for (String sample : List.of("true", "1", "0.5", "1s")) {
      try {
        Object value = scalar.read().apply(sample);
        if (value instanceof Boolean || value instanceof Integer || value instanceof Double) {
          return value.getClass().getName();
        }
        if (value instanceof Duration) {
          return Duration.class.getName();
        }
      } catch (RuntimeException unfit) {
        // the next one
      }
    }
    return String.class.getName();
  }

  private static String shown(Setting<?> setting) {
    return setting.shape() == Setting.Shape.SCALAR && !isOfMachine(setting)
        ? setting.fallback().map(value -> show(setting.scalar(), value)).orElse(null)
        : null;
  }

  /// Whether the default depends on the size of the heap.
  private static boolean isOfMachine(Setting<?> setting) {
    return setting.name().startsWith("telemetry.memory.");
  }

  @SuppressWarnings("unchecked") // the default was declared with the scalar
  private static <T> String show(Scalar<T> scalar, Object value) {
    return scalar.show().apply((T) value);
  }

  private static String property(String name, String type, String description, String fallback) {
    List<String> fields = new ArrayList<>();
    fields.add("\"name\": " + quote(name));
    fields.add("\"type\": " + quote(type));
    fields.add("\"description\": " + quote(sentence(description)));
    if (fallback != null) {
      boolean plain = fallback.matches("true|false|-?[0-9]+(\\.[0-9]+)?");
      fields.add("\"defaultValue\": " + (plain ? fallback : quote(fallback)));
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
