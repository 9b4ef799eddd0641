package dev.obs.exporter.otlp;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// Sends batches of one signal and reads the answers as
/// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) defines them.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
final class OtlpExporter<T> implements Exporter<T> {
  /// What the specification recommends as the largest request, before compression.
  private static final int REQUEST_LIMIT = 64 << 20;

  private final HttpSender sender;
  private final Function<List<T>, byte[]> encoder;

  OtlpExporter(HttpSender sender, Function<List<T>, byte[]> encoder) {
    this.sender = sender;
    this.encoder = encoder;
  }

  @Override
  public ExportResult export(List<T> batch) throws IOException, InterruptedException {
    byte[] request = encoder.apply(batch);
    if (request.length > REQUEST_LIMIT) {
      return new ExportResult.Rejected("request is larger than 64 MiB");
    }
    Answer answer = sender.send(request);
    return answer.isSuccess() ? taken(answer, batch.size()) : answer.toResult();
  }

  private static ExportResult taken(Answer answer, int size) {
    PartialSuccess partial = PartialSuccess.of(answer.body());
    if (partial.isFull()) {
      return ExportResult.delivered();
    }
    // of metrics the server counts data points, which may be more than there are metrics
    int rejected = (int) Math.clamp(partial.rejected(), 0L, size);
    return new ExportResult.PartlyRejected(rejected, partial.reason());
  }

  @Override
  public void close() {
    sender.close();
  }
}
