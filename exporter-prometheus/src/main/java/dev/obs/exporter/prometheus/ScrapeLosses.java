package dev.obs.exporter.prometheus;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The counters of metrics and series that are missing from a page.
///
/// | metric | unit | meaning |
/// |---|---|---|
/// | `obs.scrape.dropped` | `{series}` | series left out of a page, by `reason` |
/// | `obs.scrape.failures` | `{scrape}` | collections that failed, so their scrapes got no page |
/// | `obs.scrape.late` | `{scrape}` | scrapes that could not wait for a new page |
///
/// Thread-safe.
final class ScrapeLosses {

  /// The reason for an omission from the page.
  enum Reason {
    /// Another metric of the same name has another type.
    CONFLICTING_TYPE("conflicting_type", "another metric of that name has another type"),
    /// The same metric has a series with the same labels already.
    DUPLICATE_SERIES("duplicate_series", "it has two series with the same labels"),
    /// Values since the last collection, which Prometheus does not support.
    DELTA("delta", "its values are deltas"),
    /// OpenMetrics forbids it, such as a counter below 0.
    INVALID_VALUE("invalid_value", "OpenMetrics does not allow its value"),
    /// It could not be rendered.
    UNREADABLE("unreadable", "it could not be rendered");

    private final String label;
    private final String text;

    Reason(String label, String text) {
      this.label = label;
      this.text = text;
    }
  }

  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final int REMEMBERED = 1000;

  private final LongCounter dropped;
  private final LongCounter failures;
  private final LongCounter late;
  private final Logger logger;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  ScrapeLosses(Meter meter, Logger logger) {
    this.dropped =
        meter
            .counterBuilder("obs.scrape.dropped")
            .setUnit("{series}")
            .setDescription("Series left out of a scraped page.")
            .build();
    this.failures =
        meter
            .counterBuilder("obs.scrape.failures")
            .setUnit("{scrape}")
            .setDescription("Collections for a scraped page that failed.")
            .build();
    this.late =
        meter
            .counterBuilder("obs.scrape.late")
            .setUnit("{scrape}")
            .setDescription(
                "Scrapes that could not wait for a new page and got the last one, if any.")
            .build();
    this.logger = logger;
    failures.add(0); // an alert needs the series before the first failure
    late.add(0);
  }

  void dropped(Reason reason, String metric, long series) {
    dropped.add(series, Attributes.of(REASON, reason.label));
    if (logged.size() < REMEMBERED && logged.add(reason + metric)) {
      logger.log(
          Level.WARNING, "metric " + metric + " is not wholly on the scraped page: " + reason.text);
    }
  }

  void collectionFailed(Throwable failure) {
    failures.add(1);
    logger.log(
        Level.WARNING, "metrics could not be collected for a scrape: {0}", SafeText.of(failure));
  }

  void late() {
    late.add(1);
    logger.log(Level.WARNING, "metrics could not be collected within the time-out of a scrape");
  }
}
