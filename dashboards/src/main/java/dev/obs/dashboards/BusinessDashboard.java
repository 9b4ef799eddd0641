package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.HEATMAP;
import static dev.obs.dashboards.PanelType.STAT;
import static dev.obs.dashboards.PanelType.TABLE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;

import java.util.List;

/// Any metric of the application's own, without anybody having to draw a panel for it.
final class BusinessDashboard {
  private static final String COUNTER = "{__name__=\"$counter\",@scope}";
  private static final String GAUGE = "{__name__=\"$gauge\",@scope}";
  private static final String HISTOGRAM = "{__name__=\"$histogram\",@scope}";

  private BusinessDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-business",
        "Obs / Custom metrics",
        "Any metric of the application's own: choose a counter, a gauge or a histogram, and a label"
            + " to break it down by.",
        Variables.with(
            Variable.text(
                "ignored",
                "Leave out",
                "(jvm|process|system|obs|scrape|up|target|otel|ALERTS)(_.*)?"),
            Variable.oneOf("counter", "Counter", names("__name__=~\".+_total\"")),
            Variable.oneOf(
                "gauge", "Gauge", names("__name__!~\".+_(total|bucket|count|sum|created|info)\"")),
            Variable.oneOf("histogram", "Histogram", names("__name__=~\".+_bucket\"")),
            Variable.oneOf("label", "Break down by", "label_names(($counter|$gauge|$histogram))")
                .matching("^(?!__|le$|job$|otel_scope).+"),
            Variable.among("aggregation", "Instances together", "sum", "sum", "avg", "min", "max")),
        List.of(counter(), gauge(), histogram()));
  }

  private static String names(String matcher) {
    return "label_values({@scope," + matcher + ",__name__!~\"$ignored\"}, __name__)";
  }

  private static Row counter() {
    return new Row(
        "Counter: $counter",
        new Panel(STAT, "In the time range", "By how much the counter rose.", Unit.COUNT)
            .size(4, 8)
            .ask(Query.instant("sum(increase(" + COUNTER + "[$__range]))", "$counter")),
        new Panel(
                TIME_SERIES,
                "Rate by $label",
                "By how much the counter rises per second.",
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
                "By how much the counter rose in the time range, the most on top.",
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
        "Gauge: $gauge",
        new Panel(STAT, "Now", "The value of all instances together.", Unit.COUNT)
            .size(4, 8)
            .ask(Query.range("$aggregation(" + GAUGE + ")", "$gauge")),
        new Panel(
                TIME_SERIES,
                "Value by $label",
                "The value, instances taken together as chosen.",
                Unit.COUNT)
            .size(20, 8)
            .ask(Query.range("$aggregation by ($label) (" + GAUGE + ")", "{{$label}}")));
  }

  private static Row histogram() {
    return new Row(
        "Histogram: $histogram",
        new Panel(
                TIME_SERIES,
                "Percentiles by $label",
                "Estimated from the histogram's buckets, in the unit of the metric. The dots are"
                    + " traces of single measurements.",
                Unit.NONE)
            .fromZero()
            .ask(
                Query.range(quantile("0.5"), "{{$label}} p50"),
                Query.range(quantile("0.99"), "{{$label}} p99").withExemplars()),
        new Panel(HEATMAP, "Distribution", "How many measurements had which value.", Unit.COUNT)
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
