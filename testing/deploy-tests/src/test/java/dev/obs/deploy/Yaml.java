package dev.obs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A node of a YAML document; an absent one is empty.
///
/// @param value the parsed value, null if it is absent
record Yaml(Object value) {
  private static final Pattern SECRET = Pattern.compile("\\$\\{file:/run/secrets/([^}]+)}");

  /// Returns the first document of a file.
  static Yaml read(Path file) throws IOException {
    return new Yaml(load().loadFromString(Files.readString(file)));
  }

  /// Returns all documents of a text.
  static List<Yaml> all(String text) {
    List<Yaml> documents = new ArrayList<>();
    load().loadAllFromString(text).forEach(document -> documents.add(new Yaml(document)));
    return documents;
  }

  private static Load load() {
    return new Load(LoadSettings.builder().build());
  }

  /// Returns the node at a key or, in a list, at an index.
  Yaml get(String key) {
    if (value instanceof List<?> list) {
      return new Yaml(list.get(Integer.parseInt(key)));
    }
    return new Yaml(value instanceof Map<?, ?> map ? map.get(key) : null);
  }

  /// Returns the node at a path such as `spec.template`.
  Yaml at(String path) {
    Yaml place = this;
    for (String key : path.split("\\.", -1)) {
      place = place.get(key);
    }
    return place;
  }

  Map<String, Yaml> entries() {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> entries.put(String.valueOf(key), new Yaml(each)));
    }
    return entries;
  }

  List<Yaml> items() {
    return value instanceof List<?> list ? list.stream().map(Yaml::new).toList() : List.of();
  }

  List<String> texts() {
    return items().stream().map(Yaml::text).toList();
  }

  String text() {
    return value == null ? "" : String.valueOf(value);
  }

  /// Returns the secrets that it refers to in the syntax of an Obs configuration.
  Set<String> secrets() {
    Set<String> names = new TreeSet<>();
    Matcher reference = SECRET.matcher(text());
    while (reference.find()) {
      names.add(reference.group(1));
    }
    return names;
  }
}
