package dev.obs.spring;

import dev.obs.spi.ConfigurationValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/// Builds mappings and lists out of properties with dotted names. Shorter names are put first.
final class PropertyTree {
  private final String place;
  private final Map<String, PropertyTree> children = new LinkedHashMap<>();
  private @Nullable String text;
  private boolean list;

  PropertyTree(String place) {
    this.place = place;
  }

  /// Puts a property. If a value is at the beginning of its name already, the words from there on
  /// are one key: attributes of the resource may be `service` and `service.name`.
  void put(ConfigurationPropertyName name, String value, String origin) {
    PropertyTree tree = this;
    String key = name.getElement(0, Form.ORIGINAL);
    for (int i = 1; i < name.getNumberOfElements(); i++) {
      PropertyTree next = tree.children.computeIfAbsent(key, word -> new PropertyTree(origin));
      String word = name.getElement(i, Form.ORIGINAL);
      if (next.text == null) {
        tree = next;
        tree.list |= name.isNumericIndex(i);
        key = word;
      } else if (name.isNumericIndex(i)) {
        return; // a stronger source has the whole list as one text
      } else {
        key = key + "." + word;
      }
    }
    PropertyTree leaf = new PropertyTree(origin);
    leaf.text = value;
    tree.children.putIfAbsent(key, leaf);
  }

  /// Puts a value into a section unless it is there, in any spelling.
  void putIfAbsent(String section, String key, String value, String origin) {
    PropertyTree tree = children.computeIfAbsent(section, word -> new PropertyTree(origin));
    if (tree.children.keySet().stream().noneMatch(known -> plain(known).equals(plain(key)))) {
      PropertyTree leaf = new PropertyTree(origin);
      leaf.text = value;
      tree.children.put(key, leaf);
    }
  }

  private static String plain(String word) {
    return ConfigurationPropertyName.adapt(word.replace("_", ""), '.').toString().replace("-", "");
  }

  ConfigurationValue.Mapping mapping() {
    Map<String, ConfigurationValue> entries = new LinkedHashMap<>();
    children.forEach((key, child) -> entries.put(key, child.value()));
    return new ConfigurationValue.Mapping(entries, place);
  }

  private ConfigurationValue value() {
    if (text != null) {
      return new ConfigurationValue.Text(text, place);
    }
    if (!list) {
      return mapping();
    }
    List<ConfigurationValue> items = new ArrayList<>();
    children.entrySet().stream()
        .sorted(Comparator.comparingInt(child -> Integer.parseInt(child.getKey())))
        .forEach(child -> items.add(child.getValue().value()));
    return new ConfigurationValue.Sequence(items, place);
  }
}
