package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.kernel.config.yaml.Node;
import dev.obs.kernel.config.yaml.Place;
import dev.obs.model.Secret;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the values of settings from the nodes of a file or of another source, noting what does not
/// fit.
final class NodeValues {
  private static final int CHOICES_SHOWN = 12;

  /// The usual names of secrets.
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|passphrase|secret|token|api_?key|routing_key|credential|authorization|headers");

  private final @Nullable Substitution substitution;
  private final LayerBuilder layer;

  /// @param substitution replaces references; null to take each text as it is
  /// @param layer gets the errors, the secrets, and the keys whose value is not known here
  NodeValues(@Nullable Substitution substitution, LayerBuilder layer) {
    this.substitution = substitution;
    this.layer = layer;
  }

  /// The value at a key; null if it is wrong, which was noted, or empty.
  ///
  /// @param name the full key, with the place in a list if it is in one
  @Nullable SettingValue<?> read(String name, Schema.Key key, Node node) {
    Setting<?> setting = key.setting();
    return switch (setting.shape()) {
      case SCALAR -> {
        Parsed parsed = scalar(name, setting.scalar(), node);
        yield parsed == null
            ? null
            : SettingValue.scalar(parsed.value(), parsed.shown(), Origin.at(node.place()));
      }
      case LIST -> list(name, setting, node);
      case MAP -> map(name, setting, node);
      case SECTIONS -> sections(name, key, node);
    };
  }

  /// Takes note of what may be a secret among the keys of a module that is not there.
  void absent(String name, Node node) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach((word, entry) -> absent(name + "." + word, entry.value()));
    } else if (node instanceof Node.Text text && SECRET_NAME.matcher(name).find()) {
      Substitution.Resolved resolved = resolve(text);
      if (resolved != null) {
        note(name, text, resolved, new Parsed(resolved.text(), Parsed.HIDDEN));
      }
    }
  }

  /// Notes a key that nobody knows.
  ///
  /// @param known the keys that are known there
  /// @param elsewhere the full name of a key of that name in another place
  void unknownKey(
      String word, Place place, String in, Collection<String> known, @Nullable String elsewhere) {
    String message = "unknown key " + Echo.quote(word) + " " + in;
    String nearest = Suggestions.nearest(word, known);
    String meant = nearest == null ? elsewhere : nearest;
    if (meant != null) {
      message += "; did you mean '" + meant + "'?";
    } else if (!known.isEmpty() && known.size() <= CHOICES_SHOWN) {
      message += "; known here: " + String.join(", ", known);
    }
    error(place, message);
  }

  /// Notes a node of the wrong shape.
  void wrongShape(String name, String expected, Node node) {
    error(node.place(), name + ": expected " + expected + ", found " + node.kind());
  }

  private Substitution.@Nullable Resolved resolve(Node.Text text) {
    return substitution == null
        ? Substitution.Resolved.literal(text.text())
        : substitution.resolve(text);
  }

  private @Nullable Parsed scalar(String name, Scalar<?> scalar, Node node) {
    if (!(node instanceof Node.Text text) || text.isNothing()) {
      wrongShape(name, Parsed.expected(scalar, false), node);
      return null;
    }
    Substitution.Resolved resolved = resolve(text);
    if (resolved == null || (resolved.substituted() && text.plain() && resolved.text().isEmpty())) {
      return null;
    }
    Parsed parsed = Parsed.file(scalar, resolved.text());
    if (resolved.deferred()) {
      if (parsed != null && parsed.hides()) {
        note(name, text, resolved, parsed);
      }
      layer.defer(name, Origin.at(text.place()));
      return null;
    }
    if (parsed == null) {
      error(
          text.place(),
          name
              + ": expected "
              + Parsed.expected(scalar, false)
              + ", found "
              + resolved.echo(scalar));
      return null;
    }
    Parsed shown = resolved.hidden() ? new Parsed(parsed.value(), Parsed.HIDDEN) : parsed;
    note(name, text, resolved, shown);
    return shown.value() instanceof Secret && substitution != null && !resolved.files().isEmpty()
        ? new Parsed(renewed(scalar, substitution.again(text), resolved), shown.shown())
        : shown;
  }

  /// A secret that follows the changes of its files.
  private Secret renewed(
      Scalar<?> scalar, Substitution.Again again, Substitution.Resolved resolved) {
    FileSecret source = new FileSecret(again, read -> Parsed.file(scalar, read) != null, resolved);
    layer.secrets().follow(source);
    return Secret.of(source);
  }

  private void note(String name, Node.Text written, Substitution.Resolved resolved, Parsed value) {
    layer.secrets().note(value, resolved.text());
    if (value.hides()) {
      layer.secrets().note(resolved.inserted());
      if (resolved.isLiteral() && written.place().isInFile()) {
        layer.secrets().literal(written.place(), name);
      }
    }
  }

  private void error(Place place, String message) {
    layer.add(Finding.error(place, message));
  }

  private @Nullable SettingValue<?> list(String name, Setting<?> setting, Node node) {
    if (!(node instanceof Node.Sequence sequence)) {
      wrongShape(name, "a list such as [a, b]", node);
      return null;
    }
    List<Object> values = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    List<Origin> places = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      Parsed parsed = scalar(name + "[" + i + "]", setting.scalar(), item);
      if (parsed != null) {
        values.add(parsed.value());
        shown.add(parsed.shown());
        places.add(Origin.at(item.place()));
      }
    }
    return SettingValue.list(values, String.join(", ", shown), Origin.at(node.place()), places);
  }

  private @Nullable SettingValue<?> map(String name, Setting<?> setting, Node node) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<SettingValue.Row> rows = new ArrayList<>();
    if (node instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach((word, entry) -> {
            String suffix = "." + Echo.clean(word);
            String refusal = Parsed.refusal(setting, word);
            if (refusal != null) {
              error(entry.place(), name + ": " + refusal);
              return;
            }
            Parsed parsed = scalar(name + suffix, setting.scalar(), entry.value());
            if (parsed != null) {
              Origin origin = Origin.at(entry.value().place());
              values.put(word, parsed.value());
              rows.add(new SettingValue.Row(suffix, parsed.value(), parsed.shown(), origin));
            }
          });
    } else if (!node.isNothing()) {
      wrongShape(name, "a mapping of names to values", node);
      return null;
    }
    return SettingValue.map(values, Origin.at(node.place()), rows);
  }

  private @Nullable SettingValue<?> sections(String name, Schema.Key key, Node node) {
    if (!(node instanceof Node.Sequence sequence)) {
      wrongShape(name, "a list of mappings", node);
      return null;
    }
    List<SectionSettings> sections = new ArrayList<>();
    List<SettingValue.Row> rows = new ArrayList<>();
    List<Origin> places = new ArrayList<>();
    for (Node item : sequence.items()) {
      String suffix = "[" + places.size() + "]";
      places.add(Origin.at(item.place()));
      if (item instanceof Node.Mapping mapping) {
        sections.add(section(name + suffix, suffix, key, mapping, rows));
      } else {
        wrongShape(name + suffix, "a mapping", item);
      }
    }
    return SettingValue.sections(sections, Origin.at(node.place()), rows, places);
  }

  private SectionSettings section(
      String name,
      String suffix,
      Schema.Key key,
      Node.Mapping mapping,
      List<SettingValue.Row> rows) {
    Map<String, SettingValue<?>> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((word, entry) -> {
          if (key.fields().entries().get(word) instanceof Schema.Key field) {
            SettingValue<?> value = read(name + "." + word, field, entry.value());
            if (value != null) {
              values.put(word, value);
              for (SettingValue.Row row : value.rows()) {
                String path = suffix + "." + word + row.suffix();
                rows.add(new SettingValue.Row(path, row.value(), row.text(), row.origin()));
              }
            }
          } else {
            unknownKey(word, entry.place(), "in " + name, key.fields().entries().keySet(), null);
          }
        });
    for (Setting<?> field : key.setting().fields()) {
      if (field.isRequired() && !mapping.entries().containsKey(field.name())) {
        error(mapping.place(), name + " has no " + field.name());
      }
    }
    return new SectionSettings(
        key.setting().fields(),
        "",
        MergedValues.of(values),
        mapping.entries().keySet(),
        Origin.at(mapping.place()));
  }
}
