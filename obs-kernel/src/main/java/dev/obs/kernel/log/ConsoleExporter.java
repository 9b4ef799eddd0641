package dev.obs.kernel.log;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/// Writes log records to a stream, a batch in one write.
public final class ConsoleExporter implements Exporter<LogRecordData> {
  private final PrintStream out;
  private final LogFormat format;

  /// @param out such as [System#out]
  /// @param structured JSON, one object a line, or plain text
  public ConsoleExporter(PrintStream out, boolean structured) {
    this.out = out;
    this.format = structured ? new JsonLogFormat() : new TextLogFormat();
  }

  @Override
  public ExportResult export(List<LogRecordData> batch) throws IOException {
    format.write(batch, out);
    return out.checkError() // flushes
        ? new ExportResult.Rejected("the console is closed")
        : ExportResult.delivered();
  }

  /// How records look.
  interface LogFormat {
    /// Writes all of the batch at once.
    void write(List<LogRecordData> batch, OutputStream out) throws IOException;
  }
}
