package dev.obs.dashboards;

import java.util.List;

/// A panel's query of a data source.
///
/// In PromQL, `@scope` is replaced with the matchers of the variables `job` and `instance`.
record Query(Source source, JsonObject fields) {
  private static final String SCOPE = "job=~\"$job\",instance=~\"$instance\"";

  /// Creates a PromQL query over the time range of the dashboard.
  ///
  /// @param legend the name of a series, such as `{{operation}}`
  static Query range(String promql, String legend) {
    return promql(promql).with("legendFormat", legend).with("range", true);
  }

  /// Creates a PromQL query at the end of the time range.
  static Query instant(String promql, String legend) {
    return promql(promql).with("legendFormat", legend).with("instant", true).with("range", false);
  }

  /// Creates a PromQL query at the end of the time range, with a column for each label.
  static Query table(String promql) {
    return promql(promql).with("format", "table").with("instant", true).with("range", false);
  }

  /// Creates a PromQL query that gives a series for each bucket.
  static Query buckets(String promql) {
    return promql(promql)
        .with("legendFormat", "{{le}}")
        .with("format", "heatmap")
        .with("range", true);
  }

  /// Creates a query of the traces of a service, latest first.
  ///
  /// @param tags in logfmt, such as `error=true`, or empty
  static Query traces(String service, String tags, String minDuration) {
    Query query =
        new Query(Source.JAEGER, new JsonObject())
            .with("queryType", "search")
            .with("service", service)
            .with("minDuration", minDuration)
            .with("limit", 20);
    return tags.isEmpty() ? query : query.with("tags", tags);
  }

  /// Creates a query of one trace.
  static Query trace(String id) {
    return new Query(Source.JAEGER, new JsonObject()).with("query", id);
  }

  /// Creates a query of log lines, latest first.
  ///
  /// @param lucene the filter in the syntax of Lucene's query parser
  static Query logs(String lucene) {
    JsonObject lines =
        new JsonObject()
            .put("id", "1")
            .put("type", "logs")
            .put("settings", new JsonObject().put("limit", "500"));
    return new Query(Source.ELASTICSEARCH, new JsonObject())
        .with("query", lucene)
        .with("metrics", List.of(lines))
        .with("bucketAggs", List.of())
        .with("timeField", "@timestamp");
  }

  /// Returns this query with the exemplars' traces.
  Query withExemplars() {
    return with("exemplar", true);
  }

  /// @param refId identifies the query within its panel
  JsonObject json(String refId) {
    return new JsonObject()
        .put("refId", refId)
        .put("datasource", source.reference())
        .putAll(fields);
  }

  /// Replaces `@scope`, in variables as well.
  static String scoped(String promql) {
    return promql.replace("@scope", SCOPE);
  }

  private static Query promql(String promql) {
    return new Query(Source.PROMETHEUS, new JsonObject())
        .with("editorMode", "code")
        .with("expr", scoped(promql).strip());
  }

  private Query with(String name, Object value) {
    return new Query(source, new JsonObject().putAll(fields).put(name, value));
  }
}
