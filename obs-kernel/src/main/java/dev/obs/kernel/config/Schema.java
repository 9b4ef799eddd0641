package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Extension;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every key that the configuration may have: the keys of the kernel, of the extensions, and of
/// well-known modules that are not there.
final class Schema {

  /// A node of the schema.
  sealed interface Entry {
    /// The full key.
    String name();
  }

  /// A mapping of further keys.
  record Group(String name, Map<String, Entry> entries) implements Entry {
    Group(String name) {
      this(name, new LinkedHashMap<>());
    }
  }

  /// A setting.
  ///
  /// @param fields the keys of each mapping of [Setting.Shape#SECTIONS], otherwise empty
  record Key(String name, Setting<?> setting, Group fields) implements Entry {}

  /// A key that a well-known module would declare.
  ///
  /// @param module the module, empty if no version of Obs so far has it
  record Absent(String name, String module) implements Entry {}

  private final Group root = new Group("");
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final IdentityHashMap<Extension, String> sections = new IdentityHashMap<>();
  private final IdentityHashMap<Extension, String> conflicts = new IdentityHashMap<>();

  Schema(List<Extension> extensions) {
    declare("", DeclaredSettings.ALL);
    for (Extension extension : extensions) {
      String section = extension.section();
      List<Setting<?>> settings = extension.settings();
      String conflict = conflict(section, settings);
      if (conflict == null) {
        group(section);
        declare(section, settings);
        sections.put(extension, section);
      } else {
        conflicts.put(extension, conflict);
      }
    }
    for (Map.Entry<String, String> key : KnownModules.keys().entrySet()) {
      declareAbsent(key.getKey(), key.getValue());
    }
  }

  Group root() {
    return root;
  }

  @Nullable Key key(String name) {
    return keys.get(name);
  }

  /// The full names of all settings.
  Collection<String> names() {
    return keys.keySet();
  }

  /// Every setting, sections together.
  List<Key> keys() {
    List<Key> all = new ArrayList<>(keys.size());
    collect(root, all);
    return all;
  }

  private static void collect(Group group, List<Key> into) {
    for (Entry entry : group.entries().values()) {
      if (entry instanceof Group inner) {
        collect(inner, into);
      } else if (entry instanceof Key key) {
        into.add(key);
      }
    }
  }

  /// The full name of the one setting whose last word this is, or null if there is none or several.
  @Nullable String elsewhere(String word) {
    String found = null;
    for (String name : keys.keySet()) {
      if (name.endsWith("." + word)) {
        if (found != null) {
          return null;
        }
        found = name;
      }
    }
    return found;
  }

  /// The section of an extension, or null if its declarations conflict with those of others.
  @Nullable String section(Extension extension) {
    return sections.get(extension);
  }

  /// The reason why an extension cannot be configured, or null if it can.
  @Nullable String conflict(Extension extension) {
    return conflicts.get(extension);
  }

  /// Whether two settings are declared alike, so that a value read by one suits the other.
  static boolean alike(Setting<?> one, Setting<?> other) {
    if (one == other) {
      return true;
    }
    if (one.shape() != other.shape()
        || one.fields().size() != other.fields().size()
        || one.isRequired() != other.isRequired()
        || !one.scalar().expected().equals(other.scalar().expected())
        || !Parsed.type(one.scalar()).equals(Parsed.type(other.scalar()))
        || !one.keys().map(Scalar::expected).equals(other.keys().map(Scalar::expected))
        || !one.fallback().equals(other.fallback())
        || !one.environment().equals(other.environment())) {
      return false;
    }
    for (int i = 0; i < one.fields().size(); i++) {
      Setting<?> field = one.fields().get(i);
      if (!field.name().equals(other.fields().get(i).name())
          || !alike(field, other.fields().get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Adds the key unless something is declared there.
  private void declareAbsent(String name, String module) {
    int dot = name.lastIndexOf('.');
    group(name.substring(0, dot))
        .entries()
        .putIfAbsent(name.substring(dot + 1), new Absent(name, module));
  }

  private void declare(String section, List<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      Key key = key(section, setting);
      int dot = key.name().lastIndexOf('.');
      group(dot < 0 ? "" : key.name().substring(0, dot))
          .entries()
          .putIfAbsent(key.name().substring(dot + 1), key);
      keys.putIfAbsent(key.name(), key);
    }
  }

  private static Key key(String section, Setting<?> setting) {
    Group fields = new Group(setting.name());
    for (Setting<?> field : setting.fields()) {
      fields.entries().put(field.name(), key("", field));
    }
    return new Key(join(section, setting.name()), setting, fields);
  }

  static String join(String section, String name) {
    return section.isEmpty() ? name : section + "." + name;
  }

  private Group group(String name) {
    Group group = root;
    if (name.isEmpty()) {
      return group;
    }
    for (int end = name.indexOf('.'); ; end = name.indexOf('.', end + 1)) {
      String path = end < 0 ? name : name.substring(0, end);
      String last = path.substring(path.lastIndexOf('.') + 1);
      if (group.entries().computeIfAbsent(last, ignored -> new Group(path))
          instanceof Group inner) {
        group = inner;
      } else {
        throw new IllegalStateException(path + " is a value and a section");
      }
      if (end < 0) {
        return group;
      }
    }
  }

  /// The reason why these declarations cannot be added, or null if they can.
  private @Nullable String conflict(String section, List<Setting<?>> settings) {
    if (!isUsable(section)) {
      return "declares an unusable section " + Echo.quote(section);
    }
    if (at(section) instanceof Key) {
      return "declares the section " + section + ", where a value stands already";
    }
    List<String> names = new ArrayList<>();
    for (Setting<?> setting : settings) {
      String name = join(section, setting.name());
      if (!isUsable(setting.name()) || !hasPlainFields(setting)) {
        return "declares an unusable key " + Echo.quote(name);
      }
      Entry known = at(name);
      if (known != null
          && !(known instanceof Key key
              && key.name().equals(name)
              && alike(key.setting(), setting))) {
        return "declares " + name + " otherwise than another extension or the kernel does";
      }
      for (String earlier : names) {
        if (isWithin(earlier, name) || isWithin(name, earlier)) {
          return "declares both " + earlier + " and " + name;
        }
      }
      names.add(name);
    }
    return null;
  }

  /// The entry at a name or, if a part of the name is that of a value, that value.
  @Nullable Entry at(String name) {
    Entry entry = root;
    for (String word : name.split("\\.", -1)) {
      if (!(entry instanceof Group group)) {
        return entry;
      }
      entry = group.entries().get(word);
    }
    return entry;
  }

  private static boolean isWithin(String name, String section) {
    return name.startsWith(section)
        && (name.length() == section.length() || name.charAt(section.length()) == '.');
  }

  private static boolean hasPlainFields(Setting<?> setting) {
    for (Setting<?> field : setting.fields()) {
      if (!isUsable(field.name()) || field.name().indexOf('.') >= 0 || !hasPlainFields(field)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it consists of words with dots between them.
  private static boolean isUsable(String name) {
    boolean word = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' ? !word : !(Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
        return false;
      }
      word = c != '.';
    }
    return word;
  }
}
