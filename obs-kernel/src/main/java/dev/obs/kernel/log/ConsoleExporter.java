package dev.obs.kernel.log;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Writes log records to a stream, in pieces of some 64 KB.
public final class ConsoleExporter implements Exporter<LogRecordData> {
  /// The size at which a piece is written.
  static final int PIECE = 1 << 16;

  /// The size beyond which a buffer is not used again.
  static final int LARGEST_BUFFER = 1 << 20;

  private final PrintStream out;
  private final LogFormat format;

  /// @param out such as [System#out]
  /// @param structured JSON, one object a line, or plain text
  public ConsoleExporter(PrintStream out, boolean structured) {
    this.out = out;
    this.format = structured ? new JsonLogFormat() : new TextLogFormat();
  }

  /// A stream that is closed refuses each record for itself: its neighbours would fare no better in
  /// a smaller batch.
  @Override
  public ExportResult export(List<LogRecordData> batch) throws IOException {
    if (!out.checkError()) {
      format.write(batch, out);
    }
    return out.checkError() // flushes
        ? refused(batch.size())
        : ExportResult.delivered();
  }

  private static ExportResult refused(int count) {
    return new ExportResult.PerItem(
        IntStream.range(0, count)
            .mapToObj(index ->
                new ExportResult.Item(index, ExportResult.Verdict.REJECT, "the console is closed"))
            .toList(),
        Duration.ZERO);
  }

  /// The format of a record.
  interface LogFormat {
    /// Writes all records. One that cannot be formatted becomes a line with what can be read of it.
    void write(List<LogRecordData> batch, OutputStream out) throws IOException;
  }
}
