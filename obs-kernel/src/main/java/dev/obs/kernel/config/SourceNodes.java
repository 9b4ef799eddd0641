package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Node;
import dev.obs.kernel.config.yaml.Place;
import dev.obs.spi.ConfigurationValue;
import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the values of a [dev.obs.spi.ConfigurationSource] into nodes as a file has them: with the
/// names of the schema, and in the shapes of its settings where the source has only texts and
/// dotted names. What fits nothing stays as it is, for the messages.
final class SourceNodes {
  private SourceNodes() {}

  /// The nodes of a group of the schema.
  static Node.Mapping of(Schema.Group group, ConfigurationValue.Mapping mapping) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    mapping.entries().forEach((word, value) -> put(group, word, value, entries));
    return new Node.Mapping(entries, place(mapping));
  }

  private static void put(
      Schema.Group group, String word, ConfigurationValue value, Map<String, Node.Entry> entries) {
    String name = name(group, word);
    if (name == null && value instanceof ConfigurationValue.Mapping parts) {
      // a variable has the same mark between words as between keys
      for (Map.Entry<String, ConfigurationValue> part : parts.entries().entrySet()) {
        if (name(group, word + part.getKey()) != null) {
          put(group, word + part.getKey(), part.getValue(), entries);
          return;
        }
      }
    }
    Node node = node(name == null ? null : group.entries().get(name), value);
    if (node != null) {
      entries.merge(
          name == null ? word : name, new Node.Entry(place(value), node), SourceNodes::merge);
    }
  }

  /// Of two spellings of one key the first counts.
  private static Node.Entry merge(Node.Entry first, Node.Entry second) {
    if (!(first.value() instanceof Node.Mapping one)
        || !(second.value() instanceof Node.Mapping other)) {
      return first;
    }
    Map<String, Node.Entry> both = new LinkedHashMap<>(one.entries());
    other.entries().forEach((word, entry) -> both.merge(word, entry, SourceNodes::merge));
    return new Node.Entry(first.place(), new Node.Mapping(both, one.place()));
  }

  /// The name of the entry that a word means, or null.
  private static @Nullable String name(Schema.Group group, String word) {
    if (group.entries().containsKey(word)) {
      return word;
    }
    String plain = plain(word);
    for (String name : group.entries().keySet()) {
      if (plain(name).equals(plain)) {
        return name;
      }
    }
    return null;
  }

  private static String plain(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Node node(Schema.@Nullable Entry known, ConfigurationValue value) {
    if (known instanceof Schema.Group inner && value instanceof ConfigurationValue.Mapping map) {
      return of(inner, map);
    }
    if (known instanceof Schema.Key key) {
      Setting.Shape shape = key.setting().shape();
      if (shape == Setting.Shape.LIST && value instanceof ConfigurationValue.Text text) {
        return list(text);
      }
      if (shape == Setting.Shape.MAP && value instanceof ConfigurationValue.Mapping map) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        flatten("", map, entries);
        return new Node.Mapping(entries, place(map));
      }
      if (shape == Setting.Shape.SECTIONS && value instanceof ConfigurationValue.Sequence items) {
        return sections(key, items);
      }
    }
    return asWritten(value);
  }

  private static @Nullable Node list(ConfigurationValue.Text text) {
    List<Node> items = new ArrayList<>();
    for (String item : text.text().split(",", -1)) {
      if (!item.isBlank()) {
        items.add(new Node.Text(item.strip(), false, place(text)));
      }
    }
    return items.isEmpty() ? null : new Node.Sequence(items, place(text));
  }

  private static void flatten(
      String prefix, ConfigurationValue.Mapping map, Map<String, Node.Entry> entries) {
    map.entries()
        .forEach((word, value) -> {
          if (value instanceof ConfigurationValue.Mapping inner) {
            flatten(prefix + word + ".", inner, entries);
            return;
          }
          Node node = asWritten(value);
          if (node != null) {
            entries.put(prefix + word, new Node.Entry(place(value), node));
          }
        });
  }

  private static Node sections(Schema.Key key, ConfigurationValue.Sequence sequence) {
    List<Node> items = new ArrayList<>();
    for (ConfigurationValue item : sequence.items()) {
      Node node =
          item instanceof ConfigurationValue.Mapping map ? of(key.fields(), map) : asWritten(item);
      if (node != null) {
        items.add(node);
      }
    }
    return new Node.Sequence(items, place(sequence));
  }

  /// The same value as a node; null for an empty text, which sets nothing.
  private static @Nullable Node asWritten(ConfigurationValue value) {
    if (value instanceof ConfigurationValue.Text text) {
      return text.text().isEmpty() ? null : new Node.Text(text.text(), false, place(text));
    }
    if (value instanceof ConfigurationValue.Sequence sequence) {
      List<Node> items = new ArrayList<>();
      for (ConfigurationValue item : sequence.items()) {
        Node node = asWritten(item);
        if (node != null) {
          items.add(node);
        }
      }
      return new Node.Sequence(items, place(sequence));
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    ((ConfigurationValue.Mapping) value)
        .entries()
        .forEach((word, inner) -> {
          Node node = asWritten(inner);
          if (node != null) {
            entries.put(word, new Node.Entry(place(inner), node));
          }
        });
    return new Node.Mapping(entries, place(value));
  }

  private static Place place(ConfigurationValue value) {
    return Place.elsewhere(value.place());
  }
}
