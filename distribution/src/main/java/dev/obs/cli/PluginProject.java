package dev.obs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Maven project of one plugin, created from templates in which `@word@` is replaced with a text.
final class PluginProject {
  private static final Pattern WORD = Pattern.compile("@([A-Za-z]+)@");

  private final PluginKind kind;
  private final Map<String, String> words = new HashMap<>();

  /// @param type the plugin's type, such as `acme-cloud`
  /// @param packageName its package and module
  /// @param version the version of Obs
  PluginProject(PluginKind kind, String type, String packageName, String version) {
    this.kind = kind;
    words.put("type", type);
    words.put("metric", type.replace('-', '_'));
    words.put("Name", className(type));
    words.put("package", packageName);
    words.put("path", packageName.replace('.', '/'));
    words.put("version", version);
    for (String piece : List.of("dependencies", "requires", "fidelity")) {
      words.put(piece, ""); // unless the kind has one
    }
    words.put("Kind", kind.label());
    Properties own = new Properties();
    try {
      own.load(new StringReader(template(kind + "/words.properties")));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    own.stringPropertyNames().forEach(name -> words.put(name, own.getProperty(name)));
    kind.pieces().forEach((name, piece) -> words.put(name, template(piece)));
  }

  private static String className(String type) {
    return Stream.of(type.split("-", -1))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  /// Returns every file with its text, by its path in the project.
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    kind.files().forEach((path, piece) -> files.put(fill(path), fill(template(piece))));
    return files;
  }

  /// Writes the files into a folder.
  void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /// Replaces words; the text of a word may contain words too.
  private String fill(String template) {
    Matcher word = WORD.matcher(template);
    StringBuilder text = new StringBuilder();
    while (word.find()) {
      String value = words.get(word.group(1));
      if (value == null) {
        throw new IllegalStateException("no text for " + word.group());
      }
      word.appendReplacement(text, Matcher.quoteReplacement(fill(value)));
    }
    return word.appendTail(text).toString();
  }

  private static String template(String name) {
    try (InputStream in = PluginProject.class.getResourceAsStream("new-plugin/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
