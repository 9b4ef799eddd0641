package dev.obs.exporter.otlp;

import dev.obs.codec.Shortening;
import dev.obs.http.sender.Answer;
import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.RequestSize;
import dev.obs.http.sender.ServerMessages;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An exporter of one signal that reads the responses as
/// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) defines them.
///
/// A batch that is too large is rejected as a whole, and the kernel divides it. A single record
/// that is too large is divided here, if the signal allows it.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
final class OtlpExporter<T> implements Exporter<T> {
  private static final AnswerRules RULES = AnswerRules.of("check endpoint", "check credentials");

  private final HttpSender sender;
  private final long maxRequestSize;
  private final Function<List<T>, byte[]> encoder;
  private final Function<T, List<T>> halves;
  private final System.Logger logger;
  private final ServerMessages messages = new ServerMessages();

  private OtlpExporter(
      HttpSender sender,
      long maxRequestSize,
      Function<List<T>, byte[]> encoder,
      Function<T, List<T>> halves,
      System.Logger logger) {
    this.sender = sender;
    this.maxRequestSize = maxRequestSize;
    this.encoder = encoder;
    this.halves = halves;
    this.logger = logger;
  }

  /// Opens the exporter of a signal.
  ///
  /// @param halves divides a record that is too large into two records; returns none if it cannot
  ///   be divided
  static <T> OtlpExporter<T> open(
      ExtensionContext context,
      Signal signal,
      Function<List<T>, byte[]> encoder,
      Function<T, List<T>> halves)
      throws SettingException {
    return new OtlpExporter<>(
        OtlpConnection.open(context, signal),
        OtlpSettings.MAX_REQUEST_SIZE.get(context, signal).get(),
        encoder,
        halves,
        context.logger());
  }

  /// Returns the account of values that are nested too deeply.
  static Shortening shortening(ExtensionContext context) {
    return Shortening.of("otlp", context.meter(), context.logger());
  }

  @Override
  public ExportResult export(List<T> batch) throws IOException, InterruptedException {
    return EncodedBatch.of(batch, encoder)
        .deliver(request -> send(request, new RequestSize(batch.size(), request.length), batch));
  }

  private ExportResult send(byte[] request, RequestSize size, List<T> batch)
      throws IOException, InterruptedException {
    if (request.length > maxRequestSize) {
      return divided(size.tooLarge("request is larger than max_request_size"), batch);
    }
    Answer answer = explained(sender.send(request));
    if (answer.isSuccess()) {
      Optional<PartialSuccess> acknowledgement = PartialSuccess.of(answer);
      return acknowledgement.isPresent()
          ? taken(acknowledgement.get(), batch.size())
          : RULES.unacknowledged(answer);
    }
    ExportResult result = answer.toResult(size, RULES);
    return result instanceof Rejected rejected && answer.saysTooLarge()
        ? divided(rejected, batch)
        : result;
  }

  private ExportResult divided(Rejected tooLarge, List<T> batch)
      throws IOException, InterruptedException {
    List<T> parts = batch.size() == 1 ? halves.apply(batch.getFirst()) : List.of();
    if (parts.isEmpty()) {
      return tooLarge;
    }
    ExportResult first = export(List.of(parts.getFirst()));
    if (first instanceof Retry) {
      return first;
    }
    ExportResult second = export(List.of(parts.getLast()));
    return first instanceof Rejected && second instanceof Rejected
        ? tooLarge
        : together(first, second);
  }

  /// Returns the result of a record of which not all parts were rejected. If a part is retried, the
  /// other one arrives twice, which OTLP allows.
  private static ExportResult together(ExportResult first, ExportResult second) {
    ExportResult worse = second instanceof Delivered ? first : second;
    return worse instanceof Rejected(String reason) ? new PartlyRejected(1, reason) : worse;
  }

  private ExportResult taken(PartialSuccess partial, int size) {
    String message = messages.prepare(partial.message());
    if (partial.rejected() > 0) {
      // for metrics the server counts data points, which may outnumber the metrics
      int count = (int) Math.min(partial.rejected(), size);
      return new PartlyRejected(count, message.isEmpty() ? "partial success" : message);
    }
    if (!message.isEmpty()) {
      logger.log(Level.WARNING, "{0} took everything and warns: {1}", sender, message);
    }
    return ExportResult.delivered();
  }

  /// Adds the message of a `google.rpc.Status`; the sender has read those of other bodies.
  private Answer explained(Answer answer) {
    return answer.isSuccess() || !answer.message().isEmpty()
        ? answer
        : answer.withMessage(messages.prepare(ServerMessage.ofFailure(answer.body())));
  }

  @Override
  public void close() {
    sender.close();
  }
}
