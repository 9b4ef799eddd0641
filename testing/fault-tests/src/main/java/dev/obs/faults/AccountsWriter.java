package dev.obs.faults;

import dev.obs.api.Obs;
import dev.obs.model.LaneStats;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A writer of the lanes' counters, one line each time, in the form that [Accounts] reads. A line
/// is one write: the operating system has it when the call returns, so it survives the process.
final class AccountsWriter implements AutoCloseable {
  /// A file beside the accounts that ends the load.
  static final String END = "end";

  private final OutputStream out;
  private final Obs obs;
  private final LongSupplier emitted;
  private final long start = System.nanoTime();
  private final @Nullable Path end;

  private AccountsWriter(OutputStream out, @Nullable Path end, Obs obs, LongSupplier emitted) {
    this.out = out;
    this.end = end;
    this.obs = obs;
    this.emitted = emitted;
  }

  /// @param file the file to append to; null for none
  static AccountsWriter open(@Nullable Path file, Obs obs, LongSupplier emitted)
      throws IOException {
    OutputStream out =
        file == null
            ? OutputStream.nullOutputStream()
            : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Path end = file == null ? null : file.resolveSibling(END);
    return new AccountsWriter(out, end, obs, emitted);
  }

  void write() throws IOException {
    write("running");
  }

  /// Returns whether the end of the load is requested.
  boolean isToEnd() {
    return end != null && Files.exists(end);
  }

  /// Writes the last entry, after everything is closed.
  void last() throws IOException {
    write("closed");
  }

  private void write(String state) throws IOException {
    StringBuilder line = new StringBuilder(state);
    // read after the lanes, so that no lane has counted more than was emitted
    String lanes = lanes();
    line.append(" millis=").append((System.nanoTime() - start) / 1_000_000);
    line.append(" emitted=").append(emitted.getAsLong()).append(lanes).append('\n');
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String lanes() {
    StringBuilder text = new StringBuilder();
    for (LaneStats lane : obs.view().lanes()) {
      text.append('\t').append(lane.sink()).append('/').append(lane.signal());
      for (RecordComponent figure : LaneStats.class.getRecordComponents()) {
        if (figure.getType() == long.class) {
          text.append(' ').append(figure.getName()).append('=').append(value(lane, figure));
        }
      }
      text.append(" dropped=").append(lane.droppedTotal());
      lane.dropped()
          .forEach((reason, count) ->
              text.append(" dropped_")
                  .append(reason.replaceAll("\\W+", "_"))
                  .append('=')
                  .append(count));
    }
    return text.toString();
  }

  private static Object value(LaneStats lane, RecordComponent figure) {
    try {
      return figure.getAccessor().invoke(lane);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
