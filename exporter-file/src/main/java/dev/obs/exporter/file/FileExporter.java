package dev.obs.exporter.file;

import dev.obs.codec.Shortening;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// An exporter that writes each batch as one line; a batch larger than the limit of a file is
/// divided.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
final class FileExporter<T> implements Exporter<T> {
  private final RotatingFile file;
  private final Function<List<T>, byte[]> encoder;

  private FileExporter(RotatingFile file, Function<List<T>, byte[]> encoder) {
    this.file = file;
    this.encoder = encoder;
  }

  /// Opens the folder, so that a second process is refused at its start and not at its first batch.
  /// Any other failure may be temporary, and is reported with the first batch if it persists.
  static <T> FileExporter<T> open(
      ExtensionContext context, String signal, Function<List<T>, byte[]> encoder)
      throws SettingException {
    validate(context);
    RotatingFile file = new RotatingFile(context, signal);
    try {
      file.open();
    } catch (FolderInUseException inUse) {
      throw new SettingException(FileSettings.PATH, file.reason(inUse));
    } catch (IOException untilTheFirstBatch) {
      // the next batch tries again
    }
    return new FileExporter<>(file, encoder);
  }

  /// Returns the account of values that are nested too deeply.
  static Shortening shortening(ExtensionContext context) {
    return Shortening.of("file", context.meter(), context.logger());
  }

  /// Validates the folder without making or locking it.
  static void validate(Settings settings) throws SettingException {
    Path folder = settings.get(FileSettings.PATH);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new SettingException(
          FileSettings.PATH, folder + " is not a folder; name the folder to put the files in");
    }
  }

  @Override
  public ExportResult export(List<T> batch) {
    Lines lines = new Lines();
    encode(batch, 0, batch.size(), lines);
    for (Line line : lines.good) {
      try {
        file.append(line.json);
      } catch (IOException failure) {
        return notWritten(lines, line.from, file.reason(failure));
      }
    }
    return lines.bad.isEmpty()
        ? ExportResult.delivered()
        : new ExportResult.PerItem(lines.bad, Duration.ZERO);
  }

  /// Returns the result after a failed write: the lines before were written and stay, this one was
  /// not.
  private static ExportResult notWritten(Lines lines, int from, String reason) {
    if (from == 0 && lines.bad.isEmpty()) {
      return new ExportResult.Retry(reason);
    }
    List<ExportResult.Item> items = new ArrayList<>(lines.bad);
    lines.good.stream()
        .filter(line -> line.from >= from)
        .forEach(line -> {
          for (int i = line.from; i < line.to; i++) {
            items.add(new ExportResult.Item(i, ExportResult.Verdict.RETRY, reason));
          }
        });
    return new ExportResult.PerItem(items, Duration.ZERO);
  }

  /// Encodes a batch in halves until each fits into a file; a single record that is too large gets
  /// its own file. Also halves a batch that cannot be encoded, so that an invalid record affects no
  /// other.
  private void encode(List<T> batch, int from, int to, Lines lines) {
    boolean single = to - from == 1;
    try {
      byte[] json = encoder.apply(batch.subList(from, to));
      if (single || file.holds(json)) {
        lines.good.add(new Line(from, to, json));
        return;
      }
    } catch (OutOfMemoryError tooLittle) {
      throw tooLittle; // no fault of a record
    } catch (Throwable failure) { // an Error of a foreign getter costs one record, too
      if (single) {
        lines.bad.add(
            new ExportResult.Item(from, ExportResult.Verdict.REJECT, EncodedBatch.reason(failure)));
        return;
      }
    }
    int middle = (from + to) >>> 1;
    encode(batch, from, middle, lines);
    encode(batch, middle, to, lines);
  }

  @Override
  public void close() {
    file.close();
  }

  /// A batch as lines, and the records without a line.
  private record Lines(List<Line> good, List<ExportResult.Item> bad) {
    Lines() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /// A range of the records of a batch, with an exclusive end, as a line without its end.
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Line(int from, int to, byte[] json) {}
}
