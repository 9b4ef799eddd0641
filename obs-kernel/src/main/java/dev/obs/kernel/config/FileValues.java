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
    for (Map.Entry<String, Node.Entry> each : mapping.entries().entrySet()) {
      Node.Entry entry = each.getValue();
      Schema.Entry known = group.entries().get(each.getKey());
      if (known instanceof Schema.Group inner) {
        section(inner, entry);
      } else if (known instanceof Schema.Key key) {
        Value value = reader.read(key.name(), key, entry.value());
        if (value != null) {
          values.offer(key, value);
        }
      } else if (known instanceof Schema.Absent module) {
        absent.computeIfAbsent(module.module(), _ -> new ArrayList<>()).add(module.name());
        absentPlaces.putIfAbsent(module.module(), entry.place());
        reader.absent(module.name(), entry.value());
      } else {
        reader.unknownKey(
            each.getKey(),
            entry.place(),
            group.name().isEmpty() ? "at the top level" : "in " + group.name(),
            group.entries().keySet(),
            schema.elsewhere(each.getKey()));
      }
    }
  }

  private void section(Schema.Group group, Node.Entry entry) {
    sections.put(group.name(), Origin.file(entry.place()));
    if (entry.value() instanceof Node.Mapping mapping) {
      read(group, mapping);
    } else if (!entry.value().isNothing()) {
      reader.wrongShape(group.name(), "a mapping", entry.value());
    }
    // Nothing is a section with all its keys commented out.
  }
}
