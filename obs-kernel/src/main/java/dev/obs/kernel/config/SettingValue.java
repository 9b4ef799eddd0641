package dev.obs.kernel.config;

import dev.obs.spi.Setting.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a setting with its origin. Immutable.
///
/// @param shape the shape of its setting
/// @param value the result of [dev.obs.spi.Settings#get]
/// @param origin where it came from; of a mapping, the strongest of its entries
/// @param rows how it is shown: one row, or one for each entry of a mapping or key of a section
/// @param elements the places of a list's elements
/// @param <T> the type of the value
record SettingValue<T>(Shape shape, T value, Origin origin, List<Row> rows, List<Origin> elements) {

  /// A part of a value as it is shown.
  ///
  /// @param suffix the text after the key: empty, `.name` or `[0].name`
  /// @param value the part; null if nothing is set and there is no default
  /// @param text the part for people, without secrets
  record Row(String suffix, @Nullable Object value, String text, Origin origin) {}

  SettingValue {
    rows = List.copyOf(rows);
    elements = List.copyOf(elements);
  }

  static <T> SettingValue<T> scalar(T value, String text, Origin origin) {
    return new SettingValue<>(
        Shape.SCALAR, value, origin, List.of(new Row("", value, text, origin)), List.of());
  }

  static <E> SettingValue<List<E>> list(
      List<E> values, String text, Origin origin, List<Origin> elements) {
    List<E> list = List.copyOf(values);
    return new SettingValue<>(
        Shape.LIST, list, origin, List.of(new Row("", list, text, origin)), elements);
  }

  /// A mapping, or some of its entries.
  static SettingValue<Map<String, Object>> map(
      Map<String, Object> values, Origin origin, List<Row> rows) {
    return new SettingValue<>(
        Shape.MAP,
        Collections.unmodifiableMap(new LinkedHashMap<>(values)),
        origin,
        rows,
        List.of());
  }

  static SettingValue<List<SectionSettings>> sections(
      List<SectionSettings> sections, Origin origin, List<Row> rows, List<Origin> elements) {
    return new SettingValue<>(Shape.SECTIONS, List.copyOf(sections), origin, rows, elements);
  }

  /// Puts a stronger value over the one at a key, if there is one.
  static void put(Map<String, SettingValue<?>> values, String key, SettingValue<?> stronger) {
    SettingValue<?> weaker = values.get(key);
    values.put(key, weaker == null ? stronger : over(weaker, stronger));
  }

  /// A stronger value put over a weaker one: it replaces it, but of a mapping the entries that it
  /// does not set stay.
  private static SettingValue<?> over(SettingValue<?> weaker, SettingValue<?> stronger) {
    if (stronger.shape != Shape.MAP
        || !(weaker.value instanceof Map<?, ?> below)
        || !(stronger.value instanceof Map<?, ?> above)) {
      return stronger;
    }
    Map<Object, Object> entries = new LinkedHashMap<>(below);
    entries.putAll(above);
    Map<String, Row> shown = new LinkedHashMap<>();
    for (Row row : weaker.rows) {
      shown.put(row.suffix(), row);
    }
    for (Row row : stronger.rows) {
      shown.put(row.suffix(), row);
    }
    return new SettingValue<>(
        Shape.MAP,
        Collections.unmodifiableMap(entries),
        stronger.origin,
        new ArrayList<>(shown.values()),
        List.of());
  }
}
