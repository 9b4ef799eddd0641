package dev.obs.cli;

import dev.obs.model.Secret;
import dev.obs.spi.Extension;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tables of all settings as Markdown, generated from their declarations.
final class SettingsReference {
  private static final String KERNEL = "dev.obs.kernel";
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  /// The settings with a default that depends on the machine.
  private static final Map<String, String> COMPUTED =
      Map.of(
          "telemetry.memory.lane", "1/16 of the heap, at most 16MB",
          "telemetry.memory.batch", "1/16 of the heap, at most 1MB");

  /// A section of the file and a module that declares keys in it.
  private record Part(String section, String module) {}

  private final Map<Part, Map<String, Setting<?>>> parts = new LinkedHashMap<>();

  SettingsReference(List<Setting<?>> kernel, List<Extension> extensions) {
    Map<String, Long> sizes =
        kernel.stream()
            .collect(Collectors.groupingBy(each -> prefix(each.name()), Collectors.counting()));
    for (Setting<?> setting : kernel) {
      String prefix = prefix(setting.name());
      boolean alone = sizes.getOrDefault(prefix, 0L) == 1;
      String section = alone ? prefix(prefix) : prefix;
      add(section, KERNEL, setting.name(), setting);
    }
    Map<String, Extension> sorted = new TreeMap<>();
    for (Extension extension : extensions) {
      sorted.put(extension.section() + " " + extension.getClass().getName(), extension);
    }
    for (Extension extension : sorted.values()) {
      for (Setting<?> setting : extension.settings()) {
        add(
            extension.section(),
            extension.getClass().getPackageName(),
            extension.section() + "." + setting.name(),
            setting);
      }
    }
  }

  private void add(String section, String module, String key, Setting<?> setting) {
    parts
        .computeIfAbsent(new Part(section, module), part -> new LinkedHashMap<>())
        .putIfAbsent(key, setting);
  }

  private static String prefix(String key) {
    return key.substring(0, key.lastIndexOf('.'));
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    for (String root : List.of("telemetry", "health")) {
      Map<String, List<Part>> sections = new LinkedHashMap<>();
      parts.keySet().stream()
          .filter(part -> (part.section() + ".").startsWith(root + "."))
          .sorted(Comparator.comparing(part -> !part.section().equals(root)))
          .forEach(
              part -> sections.computeIfAbsent(part.section(), any -> new ArrayList<>()).add(part));
      sections.forEach((section, declared) -> {
        out.append("\n### `").append(section).append("`\n");
        declared.forEach(part -> table(part, out));
      });
    }
    return out.append('\n').toString();
  }

  private void table(Part part, StringBuilder out) {
    out.append("\nModule `").append(part.module()).append("`:\n\n");
    out.append("| key | value | default | environment variable | meaning |\n");
    out.append("|---|---|---|---|---|\n");
    Map<String, Setting<?>> settings = parts.getOrDefault(part, Map.of());
    settings.forEach((key, setting) -> {
      if (ofOneSignal(part.section(), key, settings).isEmpty()) {
        row(part.section(), key, setting, settings, out);
      }
    });
  }

  private static void row(
      String section,
      String key,
      Setting<?> setting,
      Map<String, Setting<?>> settings,
      StringBuilder out) {
    List<String> keys = new ArrayList<>(List.of(MarkdownText.code(key)));
    List<String> variables =
        new ArrayList<>(setting.environment().stream().map(MarkdownText::code).toList());
    String own = section + ".traces" + key.substring(section.length());
    Setting<?> ownSetting = settings.get(own);
    if (ownSetting != null && ofOneSignal(section, own, settings).isPresent()) {
      keys.add(MarkdownText.code(section + ".SIGNAL" + key.substring(section.length())));
      ownSetting.environment().stream()
          .map(variable -> MarkdownText.code(variable.replace("TRACES", "SIGNAL")))
          .forEach(variables::add);
    }
    cells(
        out,
        String.join("<br>", keys),
        value(setting),
        fallback(key, setting),
        String.join("<br>", variables),
        MarkdownText.text(setting.description()));
    for (Setting<?> field : setting.fields()) {
      String name = key + "[]." + field.name();
      cells(
          out,
          MarkdownText.code(name),
          value(field),
          fallback(name, field),
          "",
          MarkdownText.text(field.description()));
    }
  }

  /// Returns the setting for all signals that belongs to a key for traces, metrics or logs alone.
  private static Optional<Setting<?>> ofOneSignal(
      String section, String key, Map<String, Setting<?>> settings) {
    Matcher own =
        Pattern.compile(Pattern.quote(section) + "\\.(traces|metrics|logs)\\.(.+)").matcher(key);
    return own.matches()
        ? Optional.ofNullable(settings.get(section + "." + own.group(2)))
        : Optional.empty();
  }

  private static void cells(StringBuilder out, String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String value(Setting<?> setting) {
    String scalar = scalar(setting.scalar());
    return switch (setting.shape()) {
      case SCALAR -> scalar;
      case LIST -> "list: " + scalar;
      case MAP -> "map: " + scalar;
      case SECTIONS -> "list of sections";
    };
  }

  private static String scalar(Scalar<?> scalar) {
    String expected = scalar.expected();
    Matcher range =
        Pattern.compile("an? (.+?) from (\\S+) to (\\S+?)( bytes)?(,? such as .*)?")
            .matcher(expected);
    if (isSecret(scalar)) {
      return "secret";
    }
    if (range.matches()) {
      boolean bytes = range.group(4) != null;
      String least = bytes ? size(Long.parseLong(range.group(2))) : range.group(2);
      String most = bytes ? size(Long.parseLong(range.group(3))) : range.group(3);
      return range.group(1) + ", " + least + " to " + most;
    }
    if (expected.equals("true or false")) {
      return "`true`, `false`";
    }
    if (expected.startsWith("one of ")) {
      return Pattern.compile(", ")
          .splitAsStream(expected.substring("one of ".length()))
          .map(MarkdownText::code)
          .collect(Collectors.joining(", "));
    }
    String plain =
        expected
            .replaceFirst(",? such as .*", "")
            .replaceFirst("^an? ", "")
            .replaceFirst(" with http or https and a host", "");
    return MarkdownText.text(plain.equals("text that is not empty") ? "text" : plain);
  }

  private static boolean isSecret(Scalar<?> scalar) {
    try {
      return scalar.read().apply("secret") instanceof Secret;
    } catch (IllegalArgumentException otherwise) {
      return false;
    }
  }

  private static String fallback(String key, Setting<?> setting) {
    if (COMPUTED.containsKey(key)) {
      return COMPUTED.getOrDefault(key, "");
    }
    if (setting.isRequired()) {
      return "required";
    }
    Object value = setting.fallback().orElse(null);
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(each -> shown(setting.scalar(), each))
          .collect(Collectors.joining(", "));
    }
    return value instanceof Map<?, ?> map && map.isEmpty() ? "" : shown(setting.scalar(), value);
  }

  @SuppressWarnings("unchecked") // the default of a setting has the type of its scalar
  private static String shown(Scalar<?> scalar, Object value) {
    boolean bytes = scalar.expected().startsWith("a size ");
    return MarkdownText.code(
        bytes ? size((Long) value) : ((Scalar<Object>) scalar).show().apply(value));
  }

  /// Formats a size as in the file.
  private static String size(long bytes) {
    int unit = 0;
    long count = bytes;
    while (count > 0 && count % 1024 == 0 && unit < UNITS.length - 1) {
      count /= 1024;
      unit++;
    }
    return count + (unit == 0 ? "" : UNITS[unit]);
  }
}
