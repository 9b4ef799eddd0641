package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every setting as people see it.
final class EffectiveValues {
  private EffectiveValues() {}

  /// The rows of all settings, sections together.
  static List<EffectiveValue> of(Schema schema, MergedValues values) {
    List<EffectiveValue> shown = new ArrayList<>();
    for (Schema.Key key : schema.keys()) {
      for (SettingValue.Row row : rows(key, values)) {
        shown.add(
            new EffectiveValue(
                key.name() + row.suffix(),
                row.text(),
                row.origin().shown(),
                key.setting().description()));
      }
    }
    return List.copyOf(shown);
  }

  /// The rows of one setting, at least one.
  static List<SettingValue.Row> rows(Schema.Key key, MergedValues values) {
    Optional<SettingValue<?>> value = values.find(key.name());
    if (value.isEmpty()) {
      Object fallback = key.setting().fallback().orElse(null);
      return List.of(new SettingValue.Row("", fallback, fallback(key.setting()), Origin.DEFAULT));
    }
    return value.get().rows().isEmpty()
        ? List.of(new SettingValue.Row("", value.get().value(), "", value.get().origin()))
        : value.get().rows();
  }

  /// The default for people, empty if there is none.
  private static String fallback(Setting<?> setting) {
    if (setting.fallback().isEmpty()) {
      return "";
    }
    Object fallback = setting.fallback().get();
    List<String> shown = new ArrayList<>();
    switch (setting.shape()) {
      case SCALAR -> shown.add(Parsed.show(setting.scalar(), fallback));
      case LIST -> {
        for (Object element : (List<?>) fallback) {
          shown.add(Parsed.show(setting.scalar(), element));
        }
      }
      case MAP ->
          ((Map<?, ?>) fallback)
              .forEach(
                  (name, value) -> shown.add(name + "=" + Parsed.show(setting.scalar(), value)));
      case SECTIONS -> {
        int count = ((List<?>) fallback).size();
        if (count > 0) {
          shown.add(count + " built in");
        }
      }
    }
    return String.join(", ", shown);
  }

  /// The row at a full key, which may be one of an entry: `.name` behind the key of a mapping,
  /// `[0].name` behind that of a list of mappings. Null if no setting declares it, or there is no
  /// such entry.
  static SettingValue.@Nullable Row row(String name, Schema schema, MergedValues values) {
    for (int end = name.length(); end > 0; end = delimiter(name, end - 1)) {
      Schema.Key key = schema.key(name.substring(0, end));
      if (key != null) {
        return row(name.substring(end), key, values);
      }
    }
    return null;
  }

  private static SettingValue.@Nullable Row row(
      String suffix, Schema.Key key, MergedValues values) {
    if (suffix.isEmpty()) {
      Object value =
          values
              .find(key.name())
              .<Object>map(SettingValue::value)
              .or(() -> key.setting().fallback())
              .orElse(null);
      return new SettingValue.Row("", value, "", values.origin(key.name()));
    }
    for (SettingValue.Row row : rows(key, values)) {
      if (row.suffix().equals(suffix)) {
        return row;
      }
    }
    return null;
  }

  private static int delimiter(String name, int before) {
    return Math.max(name.lastIndexOf('.', before), name.lastIndexOf('[', before));
  }
}
