package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.HEATMAP;
import static dev.obs.dashboards.PanelType.LOGS;
import static dev.obs.dashboards.PanelType.TABLE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;
import static dev.obs.dashboards.PanelType.TRACES;

import java.util.List;
import java.util.Map;

/// The path from a slow or failed call to its trace, and from the trace to its log lines.
final class TracingDashboard {
  private static final String BUCKETS =
      "operation_duration_seconds_bucket{@scope,operation=~\"$operation\"}";

  /// Both layouts of the Elasticsearch exporter have `trace_id`, but different fields for the
  /// service.
  private static final String SERVICE_LOGS =
      "service.name:\"$service\" OR resource.attributes.service.name:\"$service\"";

  private TracingDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-tracing",
        "Obs / Distributed tracing",
        "Exemplars and traces from Jaeger, and the log lines of a trace from Elasticsearch.",
        Variables.with(
            Variable.of(Source.JAEGER),
            Variable.of(Source.ELASTICSEARCH),
            Variables.OPERATION,
            Variable.oneOf(
                "service", "Traces of", "label_values(target_info{@scope}, service_name)"),
            Variable.text("slower_than", "Slower than", "0ms"),
            Variable.text("trace_id", "Trace id", "")),
        List.of(latency(), recent(), trace(), spans()));
  }

  private static Row latency() {
    return new Row(
        "Latency with exemplars",
        new Panel(
                TIME_SERIES,
                "Latency",
                "Percentiles of the chosen operations. Each dot is a call whose trace is known:"
                    + " point at it and follow the link to Jaeger.",
                Unit.SECONDS)
            .fromZero()
            .ask(
                Query.range(quantile("0.5"), "p50"),
                Query.range(quantile("0.99"), "p99").withExemplars()),
        new Panel(
                HEATMAP,
                "Distribution of durations",
                "Number of calls by duration, with the same exemplars.",
                Unit.COUNT)
            .axis(Unit.SECONDS)
            .ask(
                Query.buckets("sum by (le) (increase(" + BUCKETS + "[$__rate_interval]))")
                    .withExemplars()));
  }

  private static Row recent() {
    return new Row(
        "Recent traces",
        traces("Latest traces", "Traces of the chosen service that took long enough.", ""),
        traces("Failed traces", "Traces with a failed span.", "error=true"));
  }

  private static Panel traces(String title, String description, String tags) {
    return new Panel(
            TABLE,
            title,
            description + " A click on an id shows the trace and its log lines below.",
            Unit.NONE)
        .size(12, 9)
        .override("byRegexp", "/^trace ?id$/i", Map.of("links", List.of(below())))
        .ask(Query.traces("$service", tags, "$slower_than"));
  }

  /// Returns a link to the same dashboard, with the trace.
  private static JsonObject below() {
    return new JsonObject()
        .put("title", "Show below")
        .put(
            "url",
            "/d/obs-tracing?var-trace_id=${__value.raw}&${__url_time_range}"
                + "&${datasource:queryparam}&${jaeger:queryparam}&${elasticsearch:queryparam}"
                + "&${job:queryparam}&${instance:queryparam}&${operation:queryparam}"
                + "&${service:queryparam}&${slower_than:queryparam}");
  }

  private static Row trace() {
    return new Row(
        "The chosen trace",
        new Panel(
                TRACES,
                "Trace",
                "The trace whose id is at the top. Its spans link to their log lines.",
                Unit.NONE)
            .ask(Query.trace("$trace_id")),
        new Panel(
                LOGS,
                "Log lines of the trace",
                "Log lines of all services for the trace.",
                Unit.NONE)
            .ask(Query.logs("trace_id:\"$trace_id\"")),
        new Panel(
                LOGS,
                "Log lines of the service",
                "Latest lines of the chosen service. The trace id of a line links to its trace.",
                Unit.NONE)
            .ask(Query.logs(SERVICE_LOGS)));
  }

  private static Row spans() {
    return new Row(
        "Spans on their way",
        new Panel(
                TIME_SERIES,
                "Spans",
                "Spans per second that the application ended, and that each backend acknowledged.",
                Unit.COUNTS_PER_SECOND)
            .fromZero()
            .ask(
                Query.range(lanes("obs_lane_offered_total"), "{{sink}} offered"),
                Query.range(lanes("obs_lane_delivered_total"), "{{sink}} delivered")),
        new Panel(
                TIME_SERIES,
                "Spans lost",
                "Spans per second that will not be in any trace: refused because the queue was"
                    + " full, dropped, or rejected by the backend permanently.",
                Unit.COUNTS_PER_SECOND)
            .fromZero()
            .thresholds(Thresholds.above(0.01))
            .ask(
                Query.range(lanes("obs_lane_refused_total"), "{{sink}} refused"),
                Query.range(lanes("obs_lane_dropped_total"), "{{sink}} dropped"),
                Query.range(lanes("obs_lane_dead_lettered_total"), "{{sink}} dead-lettered")));
  }

  private static String quantile(String quantile) {
    return "histogram_quantile("
        + quantile
        + ", sum by (le) (rate("
        + BUCKETS
        + "[$__rate_interval])))";
  }

  private static String lanes(String counter) {
    return "sum by (sink) (rate(" + counter + "{@scope,signal=\"traces\"}[$__rate_interval]))";
  }
}
