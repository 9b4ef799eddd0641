package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A checked value.
///
/// @param value what [dev.obs.spi.Settings#get] answers
/// @param origin where it came from; of a mapping, the strongest of its entries
/// @param rows how it is shown: one row, or one for each entry of a mapping or key of a section
/// @param elements the places of a list's elements
record Value(Object value, Origin origin, List<Row> rows, List<Origin> elements) {

  /// One row of what is shown.
  ///
  /// @param suffix what follows the key: empty, `.name` or `[0].name`
  record Row(String suffix, String text, Origin origin) {}

  static Value of(Object value, String shown, Origin origin) {
    return new Value(value, origin, List.of(new Row("", shown, origin)), List.of());
  }

  static Value list(List<?> values, String shown, Origin origin, List<Origin> elements) {
    return new Value(List.copyOf(values), origin, List.of(new Row("", shown, origin)), elements);
  }

  /// This mapping with the entries of a stronger one put over it.
  Value overlaid(Value stronger) {
    Map<Object, Object> entries = new LinkedHashMap<>((Map<?, ?>) value);
    entries.putAll((Map<?, ?>) stronger.value);
    Map<String, Row> shown = new LinkedHashMap<>();
    for (Row row : rows) {
      shown.put(row.suffix(), row);
    }
    for (Row row : stronger.rows) {
      shown.put(row.suffix(), row);
    }
    return new Value(
        java.util.Collections.unmodifiableMap(entries),
        stronger.origin,
        new ArrayList<>(shown.values()),
        List.of());
  }
}
