package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the values of two configurations, which may know different extensions. Values count and
/// not their texts, so that another secret is a change although both are hidden.
final class Comparison {
  private final List<SettingChange> changes = new ArrayList<>();

  private Comparison() {}

  static List<SettingChange> of(
      Schema schema, MergedValues values, Schema otherSchema, MergedValues otherValues) {
    Comparison comparison = new Comparison();
    Map<String, Schema.Key> keys = new LinkedHashMap<>();
    schema.keys().forEach(key -> keys.put(key.name(), key));
    otherSchema.keys().forEach(key -> keys.putIfAbsent(key.name(), key));
    keys.forEach((name, key) ->
        comparison.compare(
            key, rows(schema.key(name), values), rows(otherSchema.key(name), otherValues)));
    return List.copyOf(comparison.changes);
  }

  private void compare(
      Schema.Key key, Map<String, SettingValue.Row> before, Map<String, SettingValue.Row> after) {
    Set<String> suffixes = new LinkedHashSet<>(before.keySet());
    suffixes.addAll(after.keySet());
    for (String suffix : suffixes) {
      SettingValue.Row old = before.get(suffix);
      SettingValue.Row now = after.get(suffix);
      boolean replaced = suffix.isEmpty() && (hasEntries(before) || hasEntries(after));
      if (!replaced && !Objects.equals(value(old), value(now))) {
        changes.add(new SettingChange(shown(key, suffix, old), shown(key, suffix, now)));
      }
    }
  }

  /// Whether the entries of a mapping or list of mappings are shown, in place of the whole.
  private static boolean hasEntries(Map<String, SettingValue.Row> rows) {
    return !rows.isEmpty() && !rows.containsKey("");
  }

  private static Map<String, SettingValue.Row> rows(Schema.@Nullable Key key, MergedValues values) {
    Map<String, SettingValue.Row> rows = new LinkedHashMap<>();
    if (key != null) {
      EffectiveValues.rows(key, values).forEach(row -> rows.put(row.suffix(), row));
    }
    return rows;
  }

  private static @Nullable Object value(SettingValue.@Nullable Row row) {
    return row == null ? null : row.value();
  }

  private static EffectiveValue shown(
      Schema.Key key, String suffix, SettingValue.@Nullable Row row) {
    return new EffectiveValue(
        key.name() + suffix,
        row == null ? "" : row.text(),
        (row == null ? Origin.DEFAULT : row.origin()).shown(),
        key.setting().description());
  }
}
