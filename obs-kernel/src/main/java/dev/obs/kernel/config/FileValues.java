package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds a file against the schema.
final class FileValues {
  private final Schema schema;
  private final Values values;
  private final NodeValues reader;
  private final Map<String, Origin> sections = new LinkedHashMap<>();
  private final Map<String, List<String>> absent = new LinkedHashMap<>();
  private final Map<String, Place> absentPlaces = new LinkedHashMap<>();

  FileValues(Schema schema, Values values, NodeValues reader) {
    this.schema = schema;
    this.values = values;
    this.reader = reader;
  }

  /// Takes every value over and notes every error.
  void read(Node.Mapping file) {
    read(schema.root(), file);
  }

  /// The sections that stand in the file.
  Map<String, Origin> sections() {
    return sections;
  }

  /// One sentence for each module whose keys are set although it is not there.
  void noteAbsentModules(List<String> notices) {
    absent.forEach((module, keys) ->
        notices.add(
            absentPlaces.get(module)
                + ": "
                + String.join(", ", keys)
                + (keys.size() == 1 ? " is" : " are")
                + " set but "
                + KnownModules.remedy(module)));
  }

  private void read(Schema.Group group, Node.Mapping mapping) {
    mapping
        .entries()
        .forEach((word, entry) -> {
          switch (group.entries().get(word)) {
            case Schema.Group inner -> section(inner, entry);
            case Schema.Key key -> {
              Value value = reader.read(key.name(), key, entry.value());
              if (value != null) {
                values.offer(key, value);
              }
            }
            case Schema.Absent known -> {
              absent.computeIfAbsent(known.module(), _ -> new ArrayList<>()).add(known.name());
              absentPlaces.putIfAbsent(known.module(), entry.place());
            }
            case null ->
                reader.unknownKey(
                    word,
                    entry.place(),
                    group.name().isEmpty() ? "at the top level" : "in " + group.name(),
                    group.entries().keySet(),
                    schema.elsewhere(word));
          }
        });
  }

  private void section(Schema.Group group, Node.Entry entry) {
    sections.put(group.name(), Origin.file(entry.place()));
    switch (entry.value()) {
      case Node.Mapping mapping -> read(group, mapping);
      // A section with all its keys commented out.
      case Node.Text text when text.isNothing() -> {}
      default -> reader.wrongShape(group.name(), "a mapping", entry.value());
    }
  }
}
