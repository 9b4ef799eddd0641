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
  private volatile @Nullable Routes routes;

  /// @param all the lanes of all sinks
  /// @param others those of all sinks but the console
  private record Routes(List<Lane<LogRecordData>> all, List<Lane<LogRecordData>> others) {
    static final Routes NONE = new Routes(List.of(), List.of());

    List<Lane<LogRecordData>> of(Context context) {
      return OnConsole.isMarked(context) ? others : all;
    }
  }

  /// A processor without lanes.
  ///
  /// @param lost counts the records that cannot be read or are early
  public LaneLogProcessor(LostLines lost) {
    this.lost = lost;
  }

  /// Offers log records to these lanes from now on.
  public void connect(Collection<Lane<LogRecordData>> to) {
    routes = new Routes(List.copyOf(to), List.copyOf(to));
  }

  /// The same, but that of the console gets no line that the application writes there itself.
  ///
  /// @param console the lane of the console
  public void connect(Collection<Lane<LogRecordData>> to, Lane<LogRecordData> console) {
    routes = new Routes(List.copyOf(to), to.stream().filter(lane -> lane != console).toList());
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    List<Lane<LogRecordData>> all = connected().of(context);
    if (!all.isEmpty()) {
      try {
        keepTime(record);
        offer(record.toLogRecordData(), all);
      } catch (Throwable failure) { // a value of the application's own, or no memory
        failed(failure);
      }
    }
  }

  /// Offers a record of the kernel's own loggers. Never throws.
  void offer(LogRecordData record, Context context) {
    try {
      offer(record, connected().of(context));
    } catch (Throwable failure) { // as above
      failed(failure);
    }
  }

  /// The lanes; none before [#connect], which counts the record as lost.
  private Routes connected() {
    Routes known = routes;
    if (known == null) {
      lost.add(LostLines.Reason.EARLY, "of OpenTelemetry", null);
      return Routes.NONE;
    }
    return known;
  }

  private static void offer(LogRecordData record, List<Lane<LogRecordData>> lanes) {
    for (int i = 0; i < lanes.size(); i++) { // an iterator would be garbage of each line
      lanes.get(i).offer(record);
    }
  }

  /// Counts a record that cannot be read.
  void failed(Throwable failure) {
    lost.add(LostLines.Reason.FAILED, "of OpenTelemetry", failure);
    lost.report();
  }

  /// Whether the time of a record is lost unless its text is kept. Sinks send a time before 1970 as
  /// unknown. The SDK turns times after 2262 into the last ones, or into the first second of the
  /// range if they have a fraction; their text is lost.
  static boolean isTooEarly(long nanos) {
    return nanos < 0 && nanos >= Long.MIN_VALUE + TimeUnit.SECONDS.toNanos(1);
  }

  private static void keepTime(ReadWriteLogRecord record) {
    long nanos = record.getTimestampEpochNanos();
    if (isTooEarly(nanos)) {
      record.setAttribute(LogLine.ORIGINAL_TIME, EpochNanos.text(nanos));
    }
  }
}
