package dev.obs.dashboards;

import java.util.Arrays;
import java.util.List;

/// A choice at the top of a dashboard.
record Variable(JsonObject json) {
  private static final int ON_TIME_RANGE_CHANGED = 2;
  private static final int ALPHABETICAL = 1;
  private static final int NUMERICAL = 3;

  /// The query is edited as text; Grafana's other editors do not know all of PromQL's matchers.
  private static final int CLASSIC = 5;

  /// Which data source of a kind.
  static Variable of(Source source) {
    return variable("datasource", source.variable(), source.label())
        .with("query", source.type())
        .with("current", option(source.type(), source.type()));
  }

  /// Values that Prometheus knows, all of them at first.
  ///
  /// @param query such as `label_values(METRIC, LABEL)`
  static Variable anyOf(String name, String label, String query) {
    return query(name, label, query, ALPHABETICAL)
        .with("multi", true)
        .with("includeAll", true)
        .with("current", option("All", "$__all"));
  }

  /// One of the values that Prometheus knows.
  static Variable oneOf(String name, String label, String query) {
    return query(name, label, query, ALPHABETICAL);
  }

  /// One of the numbers that Prometheus knows.
  ///
  /// @param first the one at first
  static Variable numberOf(String name, String label, String query, String first) {
    return query(name, label, query, NUMERICAL).with("current", option(first, first));
  }

  /// One of these values.
  ///
  /// @param first the one at first
  static Variable among(String name, String label, String first, String... values) {
    List<JsonObject> options =
        Arrays.stream(values)
            .map(value -> option(value, value).put("selected", value.equals(first)))
            .toList();
    return variable("custom", name, label)
        .with("query", String.join(",", values))
        .with("current", option(first, first))
        .with("options", options);
  }

  /// Any text.
  static Variable text(String name, String label, String first) {
    return variable("textbox", name, label)
        .with("query", first)
        .with("current", option(first, first))
        .with("options", List.of(option(first, first).put("selected", true)));
  }

  /// What of the values remains: those that the regular expression matches, or its first group.
  Variable matching(String regex) {
    return with("regex", "/" + regex + "/");
  }

  private static Variable query(String name, String label, String query, int sort) {
    return variable("query", name, label)
        .with("datasource", Source.PROMETHEUS.reference())
        .with(
            "query",
            new JsonObject()
                .put("qryType", CLASSIC)
                .put("query", Query.scoped(query))
                .put("refId", name))
        .with("refresh", ON_TIME_RANGE_CHANGED)
        .with("sort", sort);
  }

  private static Variable variable(String type, String name, String label) {
    return new Variable(new JsonObject().put("type", type).put("name", name).put("label", label));
  }

  private static JsonObject option(String text, String value) {
    return new JsonObject().put("text", text).put("value", value);
  }

  private Variable with(String name, Object value) {
    return new Variable(new JsonObject().putAll(json).put(name, value));
  }
}
