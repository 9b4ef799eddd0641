package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.kernel.config.yaml.Echo;
import dev.obs.kernel.config.yaml.Node;
import dev.obs.kernel.config.yaml.Place;
import dev.obs.kernel.config.yaml.YamlReader;
import dev.obs.model.SafeText;
import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.ConfigurationValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the layer of the file, or of a source beside it: validates its keys and values against the
/// schema.
final class FileLayer {
  private final Schema schema;
  private final LayerBuilder layer = new LayerBuilder();
  private final NodeValues reader;
  private final @Nullable String excuse;
  private final Map<String, AbsentKeys> absent = new LinkedHashMap<>();

  /// The keys of a module that is not there.
  ///
  /// @param first the place of the first one
  private record AbsentKeys(Place first, List<String> names) {}

  private FileLayer(
      Schema schema,
      Map<String, String> environment,
      Path file,
      boolean elsewhere,
      @Nullable String excuse) {
    this.schema = schema;
    this.excuse = excuse;
    Path folder = file.toAbsolutePath().getParent();
    reader = new NodeValues(new Substitution(environment, folder, elsewhere, layer), layer);
  }

  private FileLayer(Schema schema, @Nullable String excuse) {
    this.schema = schema;
    this.excuse = excuse;
    reader = new NodeValues(null, layer);
  }

  /// Reads a source.
  ///
  /// @throws dev.obs.api.ConfigurationException if the source cannot be read
  static Reading read(Schema schema, ConfigurationSource source, @Nullable String excuse) {
    FileLayer reader = new FileLayer(schema, excuse);
    reader.read(schema.root(), SourceNodes.of(schema.root(), values(source)));
    reader.noteAbsentModules();
    return reader.layer.build();
  }

  private static ConfigurationValue.Mapping values(ConfigurationSource source) {
    try {
      return source.read();
    } catch (ConfigurationException own) {
      throw own;
    } catch (Exception | LinkageError failure) { // of the application; it ends the start
      throw new ConfigurationException(
          List.of(
              new ConfigurationException.Problem(
                  SafeText.of(source.name()), "cannot be read: " + SafeText.of(failure))));
    }
  }

  /// Reads a file.
  ///
  /// @param environment the variables that the file may refer to
  /// @param elsewhere whether the service will run in another place, where the files and variables
  ///   that the file refers to may be others
  /// @param excuse the excuse for a key that nothing declares and that resembles no other, or null
  /// @throws dev.obs.api.ConfigurationException if the file cannot be read or is not YAML
  static Reading read(
      Schema schema,
      ConfigurationFile file,
      Map<String, String> environment,
      boolean elsewhere,
      @Nullable String excuse) {
    FileLayer reader = new FileLayer(schema, environment, file.path(), elsewhere, excuse);
    YamlReader.Document document = file.read();
    for (YamlReader.DuplicateKey key : document.duplicates()) {
      reader.duplicate(key);
    }
    if (document.isEmpty()) {
      reader.layer.add(
          Finding.notice(document.root().place(), "sets nothing; the defaults are used"));
    }
    reader.read(schema.root(), document.root());
    reader.noteAbsentModules();
    return reader.layer.build();
  }

  /// Reads some keys of a file and nothing else, so that only the variables and files that these
  /// refer to must be there.
  ///
  /// @param keys the full keys
  /// @throws dev.obs.api.ConfigurationException if the file cannot be read or is not YAML
  static Reading readOnly(
      Schema schema, ConfigurationFile file, Map<String, String> environment, Set<String> keys) {
    FileLayer reader = new FileLayer(schema, environment, file.path(), false, null);
    reader.readOnly(schema.root(), file.read().root(), keys);
    return reader.layer.build();
  }

  private void readOnly(Schema.Group group, Node.Mapping mapping, Set<String> keys) {
    mapping
        .entries()
        .forEach((word, entry) -> {
          Schema.Entry known = group.entries().get(word);
          if (known instanceof Schema.Key key && keys.contains(key.name())) {
            read(key, entry.value());
          } else if (known instanceof Schema.Group inner
              && entry.value() instanceof Node.Mapping nested) {
            readOnly(inner, nested, keys);
          }
        });
  }

  private void read(Schema.Key key, Node node) {
    SettingValue<?> value = reader.read(key.name(), key, node);
    if (value != null) {
      layer.put(key.name(), value);
    }
  }

  private void duplicate(YamlReader.DuplicateKey key) {
    layer.add(
        Finding.error(
            key.place(),
            "duplicate key "
                + Echo.quote(key.name())
                + "; line "
                + key.first().line()
                + " has it already"));
  }

  /// One sentence for each module whose keys are set although it is not there.
  private void noteAbsentModules() {
    absent.forEach((module, keys) ->
        layer.add(
            Finding.notice(
                keys.first(),
                String.join(", ", keys.names())
                    + (keys.names().size() == 1 ? " is" : " are")
                    + " set but "
                    + KnownModules.remedy(module))));
  }

  private void read(Schema.Group group, Node.Mapping mapping) {
    for (Map.Entry<String, Node.Entry> each : mapping.entries().entrySet()) {
      Node.Entry entry = each.getValue();
      Schema.Entry known = group.entries().get(each.getKey());
      if (known instanceof Schema.Group inner) {
        section(inner, entry);
      } else if (known instanceof Schema.Key key) {
        read(key, entry.value());
      } else if (known instanceof Schema.Absent module) {
        absent
            .computeIfAbsent(
                module.module(), unused -> new AbsentKeys(entry.place(), new ArrayList<>()))
            .names()
            .add(module.name());
        reader.absent(module.name(), entry.value());
      } else {
        unknown(group, each.getKey(), entry);
      }
    }
  }

  private void unknown(Schema.Group group, String word, Node.Entry entry) {
    String in = group.name().isEmpty() ? "at the top level" : "in " + group.name();
    String elsewhere = schema.elsewhere(word);
    if (excuse != null
        && elsewhere == null
        && Suggestions.nearest(word, group.entries().keySet()) == null) {
      layer.add(
          Finding.notice(
              entry.place(),
              "unknown key " + Echo.quote(word) + " " + in + " is ignored, " + excuse));
      reader.absent(Schema.join(group.name(), word), entry.value());
      return;
    }
    reader.unknownKey(word, entry.place(), in, group.entries().keySet(), elsewhere);
  }

  private void section(Schema.Group group, Node.Entry entry) {
    layer.section(group.name(), Origin.at(entry.place()));
    if (entry.value() instanceof Node.Mapping mapping) {
      read(group, mapping);
    } else if (!entry.value().isNothing()) {
      reader.wrongShape(group.name(), "a mapping", entry.value());
    }
    // Nothing is a section with all its keys commented out.
  }
}
