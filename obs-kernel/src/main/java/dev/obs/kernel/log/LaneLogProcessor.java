package dev.obs.kernel.log;

import dev.obs.kernel.lane.Lane;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;

/// Offers each log record to the lane of each log sink.
final class LaneLogProcessor implements LogRecordProcessor {
  private final List<Lane<LogRecordData>> lanes;

  LaneLogProcessor(List<Lane<LogRecordData>> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    LogRecordData data = record.toLogRecordData();
    for (Lane<LogRecordData> lane : lanes) {
      lane.offer(data);
    }
  }
}
