package dev.obs.dashboards;

import java.util.ArrayList;
import java.util.List;

/// A dashboard in the JSON that Grafana reads from files, with links to the others.
///
/// @param uid never changes, because bookmarked addresses contain it
record Dashboard(
    String uid, String title, String description, List<Variable> variables, List<Row> rows) {
  /// The schema version of Grafana 13; older ones read it, later ones migrate it.
  private static final int SCHEMA_VERSION = 42;

  private static final int COLUMNS = 24;
  private static final String TAG = "obs";

  JsonObject json() {
    return new JsonObject()
        .put("uid", uid)
        .put("title", title)
        .put("description", description)
        .put("tags", List.of(TAG))
        .put("schemaVersion", SCHEMA_VERSION)
        .put("editable", true)
        .put("graphTooltip", 1)
        .put("refresh", "30s")
        .put("time", new JsonObject().put("from", "now-1h").put("to", "now"))
        .put("timezone", "browser")
        .put("links", List.of(others()))
        .put("annotations", new JsonObject().put("list", List.of()))
        .put(
            "templating",
            new JsonObject().put("list", variables.stream().map(Variable::json).toList()))
        .put("panels", panels());
  }

  private static JsonObject others() {
    return new JsonObject()
        .put("type", "dashboards")
        .put("title", "Obs")
        .put("tooltip", "The other dashboards of Obs")
        .put("icon", "external link")
        .put("tags", List.of(TAG))
        .put("asDropdown", true)
        .put("includeVars", true)
        .put("keepTime", true)
        .put("targetBlank", false);
  }

  /// Arranges the panels in lines of the grid, each as high as its highest panel.
  private List<JsonObject> panels() {
    List<JsonObject> all = new ArrayList<>();
    int y = 0;
    for (Row row : rows) {
      all.add(heading(row, all.size() + 1, y));
      y++;
      int x = 0;
      int height = 0;
      for (Panel panel : row.panels()) {
        if (x + panel.width() > COLUMNS) {
          y += height;
          x = 0;
          height = 0;
        }
        all.add(panel.json(all.size() + 1, x, y));
        x += panel.width();
        height = Math.max(height, panel.height());
      }
      y += height;
    }
    return all;
  }

  private static JsonObject heading(Row row, int id, int y) {
    return new JsonObject()
        .put("id", id)
        .put("type", "row")
        .put("title", row.title())
        .put("collapsed", false)
        .put("gridPos", new JsonObject().put("x", 0).put("y", y).put("w", COLUMNS).put("h", 1))
        .put("panels", List.of());
  }
}
