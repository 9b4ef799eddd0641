package dev.obs.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A panel. Nothing that a reader needs is optional: each panel has a title, a description and a
/// unit.
final class Panel {
  private final PanelType type;
  private final String title;
  private final String description;
  private final JsonObject defaults = new JsonObject();
  private final JsonObject style;
  private final JsonObject options;
  private final List<Query> queries = new ArrayList<>();
  private final List<JsonObject> overrides = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private Thresholds thresholds = Thresholds.NEUTRAL;
  private int width;
  private int height;

  /// @param description its content, and the reader's reaction
  Panel(PanelType type, String title, String description, Unit unit) {
    this.type = type;
    this.title = title;
    this.description = description;
    this.style = type.style();
    this.options = type.options();
    this.width = type.width();
    this.height = type.height();
    defaults.put("unit", unit.id());
  }

  /// Adds queries.
  Panel ask(Query... more) {
    queries.addAll(List.of(more));
    return this;
  }

  /// Adds a column to a table: a query that gives one value for each row.
  Panel column(String name, Unit unit, Query query) {
    columns.add(name);
    override("byName", name, Map.of("unit", unit.id()));
    return ask(query);
  }

  /// Sorts the rows of a table by a column, the highest values first.
  Panel sortedBy(String column) {
    options.put("sortBy", List.of(new JsonObject().put("displayName", column).put("desc", true)));
    return this;
  }

  /// Changes the display of some fields.
  ///
  /// @param matcher the matcher, such as `byName` or `byRegexp`
  Panel override(String matcher, String fields, Map<String, ?> properties) {
    List<JsonObject> changed =
        properties.entrySet().stream()
            .map(entry -> new JsonObject().put("id", entry.getKey()).put("value", entry.getValue()))
            .toList();
    overrides.add(
        new JsonObject()
            .put("matcher", new JsonObject().put("id", matcher).put("options", fields))
            .put("properties", changed));
    return this;
  }

  Panel size(int columns, int rows) {
    width = columns;
    height = rows;
    return this;
  }

  /// Sets the unit of a heatmap's axis; the panel's unit is that of the cells.
  Panel axis(Unit unit) {
    options.put("yAxis", new JsonObject().put("axisPlacement", "left").put("unit", unit.id()));
    return this;
  }

  /// Starts the axis at 0.
  Panel fromZero() {
    defaults.put("min", 0);
    return this;
  }

  /// Limits the axis to 0 to 1.
  Panel wholeRatio() {
    defaults.put("min", 0).put("max", 1);
    return this;
  }

  Panel stacked() {
    style.put("stacking", new JsonObject().put("mode", "normal").put("group", "A"));
    style.put("fillOpacity", 40);
    return this;
  }

  /// Colours values, and draws lines where the colour changes.
  Panel thresholds(Thresholds limits) {
    thresholds = limits;
    if (type == PanelType.TIME_SERIES) {
      style.put("thresholdsStyle", new JsonObject().put("mode", "dashed"));
    }
    return this;
  }

  /// Shows words for 0, which is bad, and 1, which is good.
  Panel states(String bad, String good) {
    return states(bad, "red", good, "green");
  }

  /// Shows words for 0 and 1.
  Panel states(String zero, String zeroColor, String one, String oneColor) {
    JsonObject words =
        new JsonObject()
            .put("0", new JsonObject().put("text", zero).put("color", zeroColor).put("index", 0))
            .put("1", new JsonObject().put("text", one).put("color", oneColor).put("index", 1));
    defaults.put("mappings", List.of(new JsonObject().put("type", "value").put("options", words)));
    return this;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  JsonObject json(int id, int x, int y) {
    defaults.put("thresholds", thresholds.json());
    defaults.put("color", new JsonObject().put("mode", colorMode()));
    if (!style.isEmpty()) {
      defaults.put("custom", style);
    }
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("type", type.id())
            .put("title", title)
            .put("description", description)
            .put(
                "gridPos",
                new JsonObject().put("x", x).put("y", y).put("w", width).put("h", height))
            .put("datasource", queries.getFirst().source().reference())
            .put("targets", targets())
            .put("fieldConfig", fieldConfig())
            .put("options", options);
    return columns.isEmpty() ? json : json.put("transformations", oneTable());
  }

  private String colorMode() {
    return switch (type) {
      case STAT, GAUGE, STATE_TIMELINE -> "thresholds";
      default -> "palette-classic-by-name";
    };
  }

  private JsonObject fieldConfig() {
    return new JsonObject().put("defaults", defaults).put("overrides", overrides);
  }

  private List<JsonObject> targets() {
    List<JsonObject> targets = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      targets.add(queries.get(i).json(refId(i)));
    }
    return targets;
  }

  /// Merges all results into one table, with the names of the columns.
  private List<JsonObject> oneTable() {
    JsonObject names = new JsonObject();
    for (int i = 0; i < columns.size(); i++) {
      names.put(columns.size() == 1 ? "Value" : "Value #" + refId(i), columns.get(i));
    }
    JsonObject organize =
        new JsonObject()
            .put("excludeByName", new JsonObject().put("Time", true))
            .put("renameByName", names);
    return List.of(
        new JsonObject().put("id", "merge").put("options", new JsonObject()),
        new JsonObject().put("id", "organize").put("options", organize));
  }

  private static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }
}
