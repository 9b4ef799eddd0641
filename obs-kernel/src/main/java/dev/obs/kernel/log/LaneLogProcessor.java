package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.kernel.delivery.Lane;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Offers each log record to the lane of each log sink. An SDK needs its processors before the
/// sinks are open, so records that come before [#connect] are lost, which is counted.
///
/// Thread-safe. Throws nothing into the application.
public final class LaneLogProcessor implements LogRecordProcessor {
  private final LostLines lost;
  private volatile @Nullable List<Lane<LogRecordData>> lanes;

  /// A processor without lanes.
  ///
  /// @param lost counts the records that cannot be read or are early
  public LaneLogProcessor(LostLines lost) {
    this.lost = lost;
  }

  /// Offers log records to these lanes from now on.
  public void connect(Collection<Lane<LogRecordData>> to) {
    lanes = List.copyOf(to);
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    @Nullable List<Lane<LogRecordData>> all = lanes;
    if (all == null) {
      lost.add(LostLines.Reason.EARLY, "of OpenTelemetry", null);
      return;
    }
    if (all.isEmpty()) {
      return;
    }
    try {
      keepTime(record);
      LogRecordData data = record.toLogRecordData();
      for (Lane<LogRecordData> lane : all) {
        lane.offer(data);
      }
    } catch (Throwable failure) { // a value of the application's own, or no memory
      lost.add(LostLines.Reason.FAILED, "of OpenTelemetry", failure);
      lost.report();
    }
  }

  /// Sinks send a time before 1970 as unknown. The SDK turns times after 2262 into the last ones,
  /// or into the first second of the range if they have a fraction; their text is lost.
  private static void keepTime(ReadWriteLogRecord record) {
    long nanos = record.getTimestampEpochNanos();
    if (nanos < 0 && nanos >= Long.MIN_VALUE + TimeUnit.SECONDS.toNanos(1)) {
      record.setAttribute(LogLine.ORIGINAL_TIME, EpochNanos.text(nanos));
    }
  }
}
