package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.HEATMAP;
import static dev.obs.dashboards.PanelType.STAT;
import static dev.obs.dashboards.PanelType.TABLE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;

import java.util.List;

/// Any metric of the application itself, without a dedicated panel.
///
/// The name of a metric reveals its kind, so only the panels of that kind have data.
final class BusinessDashboard {
  private static final String COUNTER = metric("=~\".+_(total|count|sum)\"");
  private static final String GAUGE = metric("!~\".+_(total|bucket|created)\"");
  private static final String HISTOGRAM = metric("=~\".+_bucket\"");

  private BusinessDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-business",
        "Obs / Custom metrics",
        "Any metric of the application itself: choose it, and a label to group it by. Write"
            + " `instance` to show instances separately.",
        Variables.with(
            Variable.text(
                "ignored", "Leave out", "(jvm|process|system|obs|scrape|up|target|ALERTS)(_.*)?"),
            Variable.oneOf(
                "metric", "Metric", "label_values({@scope,__name__!~\"$ignored\"}, __name__)"),
            Variable.oneOf("label", "Break down by", "label_names($metric)")
                .matching("^(?!__|(le|job|instance)$|otel_scope).+"),
            Variable.among("aggregation", "Instances together", "sum", "sum", "avg", "min", "max")),
        List.of(counter(), gauge(), histogram()));
  }

  private static String metric(String kind) {
    return "{__name__=\"$metric\",__name__" + kind + ",@scope}";
  }

  private static Row counter() {
    return new Row(
        "$metric as a counter",
        new Panel(
                STAT,
                "In the time range",
                "Increase of the counter. Names of counters end in _total, _count or _sum.",
                Unit.COUNT)
            .size(4, 8)
            .ask(Query.instant("sum(increase(" + COUNTER + "[$__range]))", "$metric")),
        new Panel(
                TIME_SERIES,
                "Rate by $label",
                "Increase of the counter per second.",
                Unit.COUNTS_PER_SECOND)
            .size(12, 8)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by ($label) (rate(" + COUNTER + "[$__rate_interval]))", "{{$label}}")),
        new Panel(
                TABLE,
                "Total by $label",
                "Increase of the counter in the time range, the largest on top.",
                Unit.COUNT)
            .size(8, 8)
            .column(
                "Increase",
                Unit.COUNT,
                Query.table("sum by ($label) (increase(" + COUNTER + "[$__range]))"))
            .sortedBy("Increase"));
  }

  private static Row gauge() {
    return new Row(
        "$metric as a gauge",
        new Panel(
                STAT,
                "Now",
                "The value, instances taken together as chosen. Names of gauges do not end in"
                    + " _total or _bucket.",
                Unit.COUNT)
            .size(4, 8)
            .ask(Query.range("$aggregation(" + GAUGE + ")", "$metric")),
        new Panel(
                TIME_SERIES,
                "Value by $label",
                "The value by label, instances taken together as chosen.",
                Unit.COUNT)
            .size(20, 8)
            .ask(Query.range("$aggregation by ($label) (" + GAUGE + ")", "{{$label}}")));
  }

  private static Row histogram() {
    return new Row(
        "$metric as a histogram",
        new Panel(
                TIME_SERIES,
                "Percentiles by $label",
                "Estimated from the histogram's buckets (choose the name that ends in _bucket), in"
                    + " the unit of the metric. The dots are traces of single measurements.",
                Unit.NONE)
            .fromZero()
            .ask(
                Query.range(quantile("0.5"), "{{$label}} p50"),
                Query.range(quantile("0.99"), "{{$label}} p99").withExemplars()),
        new Panel(HEATMAP, "Distribution", "Number of measurements by value.", Unit.COUNT)
            .ask(Query.buckets("sum by (le) (increase(" + HISTOGRAM + "[$__rate_interval]))")));
  }

  private static String quantile(String quantile) {
    return "histogram_quantile("
        + quantile
        + ", sum by (le,$label) (rate("
        + HISTOGRAM
        + "[$__rate_interval])))";
  }
}
