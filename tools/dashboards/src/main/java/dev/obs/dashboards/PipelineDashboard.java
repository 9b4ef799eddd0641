package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.STAT;
import static dev.obs.dashboards.PanelType.STATE_TIMELINE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;

import java.util.List;

/// The dashboard of Obs itself: the delivery of the telemetry, and its health.
final class PipelineDashboard {
  private static final String LANE = "{@scope,sink=~\"$sink\",signal=~\"$signal\"}";
  private static final String BY = "sum by (sink,signal) ";
  private static final String NAME = "{{sink}} {{signal}}";
  private static final String SPOOL_USE =
      "obs_lane_spool_size_bytes" + LANE + " / (obs_lane_spool_limit_bytes" + LANE + " > 0)";

  private PipelineDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-pipeline",
        "Obs / Pipeline",
        "The lanes that carry telemetry to the backends, their spools, the health checks, and what"
            + " scraping costs.",
        Variables.with(
            Variable.anyOf("sink", "Backend", "label_values(obs_lane_offered_total{@scope}, sink)"),
            Variable.anyOf(
                "signal", "Signal", "label_values(obs_lane_offered_total{@scope}, signal)")),
        List.of(glance(), flow(), loss(), waiting(), health()));
  }

  private static Row glance() {
    return new Row(
        "At a glance",
        new Panel(
                STAT,
                "Lanes failing",
                "Lanes whose last export failed. They try again.",
                Unit.COUNT)
            .thresholds(Thresholds.above(1))
            .ask(Query.range("sum(obs_lane_failing" + LANE + ")", "failing")),
        new Panel(
                STAT, "Waiting", "Records that were accepted and are not settled yet.", Unit.COUNT)
            .ask(Query.range("sum(obs_lane_waiting" + LANE + ")", "waiting")),
        new Panel(
                STAT,
                "Lost in the time range",
                "Records that were refused, dropped or dead-lettered.",
                Unit.COUNT)
            .thresholds(Thresholds.above(1))
            .ask(
                Query.instant(
                    lost("obs_lane_refused_total")
                        + " + "
                        + lost("obs_lane_dropped_total")
                        + " + "
                        + lost("obs_lane_dead_lettered_total"),
                    "lost")),
        new Panel(
                STAT,
                "Fullest spool",
                "The share of its limit that the fullest spool has on disk.",
                Unit.RATIO)
            .thresholds(Thresholds.above(0.5, 0.8))
            .ask(Query.range("max(" + SPOOL_USE + ")", "used")),
        new Panel(STAT, "Checks down", "Health checks that are down.", Unit.COUNT)
            .thresholds(Thresholds.above(1))
            .ask(Query.range("sum(1 - obs_health_check_up{@scope})", "down")),
        new Panel(
                STAT,
                "Targets down",
                "Instances that Prometheus could not scrape the last time.",
                Unit.COUNT)
            .thresholds(Thresholds.above(1))
            .ask(Query.range("sum(1 - up{@scope})", "down")));
  }

  private static Row flow() {
    return new Row(
        "Flow",
        rates(
            "Offered",
            "Records per second that the application handed over.",
            "obs_lane_offered_total"),
        rates(
            "Accepted",
            "Records per second for which the lane takes responsibility.",
            "obs_lane_accepted_total"),
        rates(
            "Delivered",
            "Records per second that the backend acknowledged. Over time as many as accepted.",
            "obs_lane_delivered_total"),
        rates(
            "Recovered",
            "Records per second that an earlier run left in the spool, or that were replayed.",
            "obs_lane_recovered_total"));
  }

  private static Row loss() {
    return new Row(
        "Loss",
        rates(
                "Refused",
                "Records per second that found the queue full: the backend is too slow, or the"
                    + " queue too short.",
                "obs_lane_refused_total")
            .thresholds(Thresholds.above(0.01)),
        new Panel(
                TIME_SERIES,
                "Dropped by reason",
                "Records per second that were dropped after their acceptance.",
                Unit.COUNTS_PER_SECOND)
            .fromZero()
            .thresholds(Thresholds.above(0.01))
            .ask(
                Query.range(
                    "sum by (sink,signal,reason) (rate(obs_lane_dropped_total"
                        + LANE
                        + "[$__rate_interval]))",
                    NAME + ": {{reason}}")),
        rates(
                "Dead letters",
                "Records per second that the backend rejected permanently and that the lane"
                    + " stored.",
                "obs_lane_dead_lettered_total")
            .thresholds(Thresholds.above(0.01)),
        rates(
                "Retries",
                "Batches per second that were sent again. They cost time, not records.",
                "obs_lane_retries_total")
            .thresholds(Thresholds.above(0.1, 1)));
  }

  private static Row waiting() {
    return new Row(
        "Queues and spools",
        new Panel(
                TIME_SERIES,
                "Waiting and queued",
                "Records accepted and not settled yet, and those of them in the queue in memory.",
                Unit.COUNT)
            .fromZero()
            .ask(
                Query.range(BY + "(obs_lane_waiting" + LANE + ")", NAME + " waiting"),
                Query.range(BY + "(obs_lane_queued" + LANE + ")", NAME + " queued")),
        new Panel(STATE_TIMELINE, "Exports", "Result of the last export of each lane.", Unit.NONE)
            .states("working", "green", "failing", "red")
            .ask(Query.range("max by (sink,signal) (obs_lane_failing" + LANE + ")", NAME)),
        new Panel(TIME_SERIES, "Spools", "Bytes on disk.", Unit.BYTES)
            .fromZero()
            .ask(
                Query.range(BY + "(obs_lane_spool_size_bytes" + LANE + ")", NAME),
                Query.range("min(obs_lane_spool_limit_bytes" + LANE + " > 0)", "lowest limit")),
        new Panel(
                TIME_SERIES,
                "Spools against their limits",
                "At 100 % the oldest records make room for new ones, or new ones are dropped, as"
                    + " configured.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.5, 0.8))
            .ask(Query.range("max by (sink,signal) (" + SPOOL_USE + ")", NAME)));
  }

  private static Row health() {
    return new Row(
        "Health and scrapes",
        new Panel(
                STATE_TIMELINE,
                "Health",
                "Liveness, readiness and start-up of the instances: the worst of their checks.",
                Unit.NONE)
            .states("down", "up")
            .ask(
                Query.range(
                    "min by (instance,kind) (obs_health_up{@scope})", "{{instance}} {{kind}}")),
        new Panel(STATE_TIMELINE, "Health checks", "Each check for itself.", Unit.NONE)
            .states("down", "up")
            .ask(
                Query.range(
                    "min by (instance,kind,check) (obs_health_check_up{@scope})",
                    "{{instance}} {{kind}} {{check}}")),
        new Panel(
                TIME_SERIES,
                "Duration of a scrape",
                "Time that Prometheus waited for the page. It gives up at its time-out, 10 s unless"
                    + " configured.",
                Unit.SECONDS)
            .fromZero()
            .thresholds(Thresholds.above(1, 5))
            .ask(
                Query.range("max by (instance) (scrape_duration_seconds{@scope})", "{{instance}}")),
        new Panel(
                TIME_SERIES,
                "Samples of a scrape",
                "Number of series of an instance. A line that only rises is a label with too many"
                    + " values.",
                Unit.COUNT)
            .fromZero()
            .ask(
                Query.range("max by (instance) (scrape_samples_scraped{@scope})", "{{instance}}")));
  }

  private static Panel rates(String title, String description, String counter) {
    return new Panel(TIME_SERIES, title, description, Unit.COUNTS_PER_SECOND)
        .fromZero()
        .ask(Query.range(BY + "(rate(" + counter + LANE + "[$__rate_interval]))", NAME));
  }

  private static String lost(String counter) {
    return "sum(increase(" + counter + LANE + "[$__range]))";
  }
}
