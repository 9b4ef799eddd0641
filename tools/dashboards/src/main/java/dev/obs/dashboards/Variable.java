package dev.obs.dashboards;

import java.util.Arrays;
import java.util.List;

/// A choice at the top of a dashboard.
record Variable(JsonObject json) {
  private static final int ON_TIME_RANGE_CHANGED = 2;
  private static final int ALPHABETICAL = 1;
  private static final int NUMERICAL = 3;

  /// The query is edited as text; Grafana's other editors do not support all of PromQL's matchers.
  private static final int CLASSIC = 5;

  /// Creates a choice of a data source of a kind.
  static Variable of(Source source) {
    return variable("datasource", source.variable(), source.label())
        .with("query", source.type())
        .with("current", option(source.type(), source.type()));
  }

  /// Creates a choice of several of Prometheus's values, initially all.
  ///
  /// @param query the query, such as `label_values(METRIC, LABEL)`
  static Variable anyOf(String name, String label, String query) {
    return query(name, label, query, ALPHABETICAL)
        .with("multi", true)
        .with("includeAll", true)
        .with("current", option("All", "$__all"));
  }

  /// Creates a choice of one of Prometheus's values.
  static Variable oneOf(String name, String label, String query) {
    return query(name, label, query, ALPHABETICAL);
  }

  /// Creates a choice of one of Prometheus's numbers.
  ///
  /// @param first the initial number
  static Variable numberOf(String name, String label, String query, String first) {
    return query(name, label, query, NUMERICAL).with("current", option(first, first));
  }

  /// Creates a choice of one of the given values.
  ///
  /// @param first the initial value
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

  /// Creates a field for any text.
  static Variable text(String name, String label, String first) {
    return variable("textbox", name, label)
        .with("query", first)
        .with("current", option(first, first))
        .with("options", List.of(option(first, first).put("selected", true)));
  }

  /// Filters the values: only those that match the regular expression, or its first group, remain.
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
