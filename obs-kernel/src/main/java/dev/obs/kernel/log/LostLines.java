package dev.obs.kernel.log;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the log lines that reach no lane, as the metric `obs.logs.lost` (unit `{record}`,
/// attribute `reason`), and logs that there are some.
public final class LostLines {
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final FaultLog faults;
  private final LongAdder nested = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder early = new LongAdder();
  private final AtomicReference<@Nullable String> unreported = new AtomicReference<>();

  /// @param faults gets a line about the lines that are lost
  public LostLines(FaultLog faults) {
    this.faults = faults;
  }

  /// Why a line is lost.
  enum Reason {
    /// It was written while a line was handed over, or too many lines within one another were being
    /// formatted.
    NESTED,
    /// OpenTelemetry threw.
    FAILED,
    /// It came before the sinks were open.
    EARLY
  }

  private LongAdder counter(Reason reason) {
    return switch (reason) {
      case NESTED -> nested;
      case FAILED -> failed;
      case EARLY -> early;
    };
  }

  /// Counts lines from before the start that did not wait for it.
  void missed(long count) {
    early.add(count);
    unreported.compareAndSet(
        null,
        count
            + " lines from before the start of Obs are lost: more than 1,000 lines or a million"
            + " characters do not wait for it; start Obs earlier");
  }

  /// Counts a line. The report waits for [#report], because a line about a line may be lost too.
  void add(Reason reason, String logger, @Nullable Throwable failure) {
    counter(reason).increment();
    unreported.compareAndSet(
        null, "a line of logger '" + logger + "' is lost: " + cause(reason, failure));
  }

  private static String cause(Reason reason, @Nullable Throwable failure) {
    return switch (reason) {
      case NESTED -> "it was written while another one was";
      case FAILED -> SafeText.of(failure);
      case EARLY -> "it was written before the sinks were open";
    };
  }

  /// Logs the first line lost since the last report, from a place where a line may be written.
  void report() {
    if (unreported.get() != null) {
      String lost = unreported.getAndSet(null);
      if (lost != null) {
        faults.warn("lost lines", lost);
      }
    }
  }

  long count(Reason reason) {
    return counter(reason).sum();
  }

  /// Registers the metric.
  public void register(Meter meter) {
    meter
        .counterBuilder("obs.logs.lost")
        .setDescription("Log lines that reach no sink.")
        .setUnit("{record}")
        .buildWithCallback(out -> {
          out.record(nested.sum(), Attributes.of(REASON, "nested"));
          out.record(failed.sum(), Attributes.of(REASON, "failed"));
          out.record(early.sum(), Attributes.of(REASON, "early"));
        });
  }
}
