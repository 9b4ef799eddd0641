package dev.obs.exporter.otlp;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Sends batches of one signal and reads the answers as
/// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) defines them.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
final class OtlpExporter<T> implements Exporter<T> {
  /// What the specification recommends as the largest request, before compression.
  private static final int REQUEST_LIMIT = 64 << 20;

  private static final long WARNING_PERIOD = Duration.ofMinutes(1).toNanos();

  private final HttpSender sender;
  private final Function<List<T>, byte[]> encoder;
  private final System.Logger logger;
  private long warnedAt = System.nanoTime() - WARNING_PERIOD;

  OtlpExporter(HttpSender sender, Function<List<T>, byte[]> encoder, System.Logger logger) {
    this.sender = sender;
    this.encoder = encoder;
    this.logger = logger;
  }

  @Override
  public ExportResult export(List<T> batch) throws IOException, InterruptedException {
    byte[] request = encoder.apply(batch);
    if (request.length > REQUEST_LIMIT) {
      return new ExportResult.Rejected("request is larger than 64 MiB");
    }
    Answer answer = sender.send(request);
    if (answer.isSuccess()) {
      return taken(PartialSuccess.of(answer.body()), batch.size());
    }
    return answer.toResult() instanceof ExportResult.Rejected rejected
        ? explained(rejected, answer)
        : answer.toResult();
  }

  private ExportResult taken(PartialSuccess partial, int size) {
    if (partial.rejected() > 0) {
      // of metrics the server counts data points, which may be more than there are metrics
      int count = (int) Math.min(partial.rejected(), size);
      String reason = partial.message().isEmpty() ? "partial success" : partial.message();
      return new ExportResult.PartlyRejected(count, reason);
    }
    if (!partial.message().isEmpty() && System.nanoTime() - warnedAt >= WARNING_PERIOD) {
      warnedAt = System.nanoTime();
      logger.log(Level.WARNING, sender + " took everything and warns: " + partial.message());
    }
    return ExportResult.delivered();
  }

  /// Adds the server's words, but not about credentials, which it may repeat.
  private static ExportResult explained(ExportResult.Rejected rejected, Answer answer) {
    String words =
        switch (answer.status()) {
          case 401, 403, 407 -> "";
          default -> ServerWords.ofFailure(answer.body());
        };
    return words.isEmpty() ? rejected : new ExportResult.Rejected(rejected.reason() + ": " + words);
  }

  @Override
  public void close() {
    sender.close();
  }
}
