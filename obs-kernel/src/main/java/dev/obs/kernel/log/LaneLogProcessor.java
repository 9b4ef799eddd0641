package dev.obs.kernel.log;

import dev.obs.kernel.delivery.Lane;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.Collection;
import java.util.List;

/// Offers each log record to the lane of each log sink; drops those that come before [#connect].
/// Thread-safe. Throws nothing into the application.
public final class LaneLogProcessor implements LogRecordProcessor {
  private final LostLines lost;
  private volatile List<Lane<LogRecordData>> lanes = List.of();

  /// A processor without lanes.
  ///
  /// @param lost counts the records that cannot be read
  public LaneLogProcessor(LostLines lost) {
    this.lost = lost;
  }

  /// Offers log records to these lanes from now on.
  public void connect(Collection<Lane<LogRecordData>> to) {
    lanes = List.copyOf(to);
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    List<Lane<LogRecordData>> all = lanes;
    if (all.isEmpty()) {
      return;
    }
    try {
      LogRecordData data = record.toLogRecordData();
      for (Lane<LogRecordData> lane : all) {
        lane.offer(data);
      }
    } catch (Throwable failure) { // a value of the application's own, or no memory
      lost.add(LostLines.Reason.FAILED, "of OpenTelemetry", failure);
      lost.report();
    }
  }
}
