package dev.obs.link;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The libraries behind modules, by the name of the module.
///
/// An image that ships modules keeps the list, because its linkable copies no longer show the jars
/// that they were made of.
final class Components {
  private static final String PATH = "lib/components.properties";

  private Components() {}

  static SortedMap<String, Component> of(Collection<ModuleJar> modules) throws IOException {
    NavigableMap<String, Component> components = new TreeMap<>();
    for (ModuleJar module : modules) {
      components.put(module.name(), Component.of(module));
    }
    return components;
  }

  /// Returns the list that an image keeps; empty if it keeps none.
  static SortedMap<String, Component> read(Path image) throws IOException {
    NavigableMap<String, Component> components = new TreeMap<>();
    Path file = image.resolve(PATH);
    if (Files.exists(file)) {
      Properties lines = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        lines.load(in);
      }
      for (String module : lines.stringPropertyNames()) {
        String[] parts = lines.getProperty(module).split("\\|", -1);
        if (parts.length != 5) {
          throw new LinkException(
              "%s of the image: '%s' has %d parts, not 5; build the image again"
                  .formatted(PATH, module, parts.length));
        }
        components.put(
            module,
            new Component(
                parts[0].isEmpty() ? null : parts[0],
                parts[1],
                parts[2],
                Stream.of(parts[3].split("; ", -1)).filter(part -> !part.isEmpty()).toList(),
                parts[4]));
      }
    }
    return components;
  }

  /// Writes the list into an image.
  static void write(SortedMap<String, Component> components, Path image) throws IOException {
    StringBuilder text = new StringBuilder("# The libraries behind the modules, for obs link.\n");
    for (Map.Entry<String, Component> each : components.entrySet()) {
      Component component = each.getValue();
      List<String> parts =
          List.of(
              component.group() == null ? "" : component.group(),
              component.name(),
              component.version(),
              String.join("; ", component.licences()),
              component.sha256());
      text.append(each.getKey())
          .append('=')
          .append(String.join("|", parts).replace("\\", "\\\\"))
          .append('\n');
    }
    Files.writeString(image.resolve(PATH), text);
  }
}
