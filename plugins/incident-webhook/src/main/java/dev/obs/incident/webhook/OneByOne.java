package dev.obs.incident.webhook;

import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.RequestSize;
import dev.obs.model.Incident;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An exporter that sends each incident in a separate request, in order. After a temporary failure
/// it does not try the rest, which would fail in the same way.
final class OneByOne implements Exporter<Incident> {
  private final Encoder encoder;
  private final HttpSender sender;
  private final AnswerRules rules;

  OneByOne(Encoder encoder, HttpSender sender, AnswerRules rules) {
    this.encoder = encoder;
    this.sender = sender;
    this.rules = rules;
  }

  @Override
  public ExportResult export(List<Incident> batch) throws InterruptedException {
    List<Item> undelivered = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Optional<byte[]> body;
      try {
        body = encoder.encode(batch.get(i));
      } catch (RuntimeException | StackOverflowError failure) {
        undelivered.add(new Item(i, Verdict.REJECT, EncodedBatch.reason(failure)));
        continue;
      }
      if (body.isEmpty()) {
        continue;
      }
      try {
        RequestSize size = new RequestSize(1, body.get().length);
        switch (sender.send(body.get()).toResult(size, rules)) {
          case ExportResult.Rejected(String reason) ->
              undelivered.add(new Item(i, Verdict.REJECT, reason));
          case ExportResult.Retry(String reason, Duration after) -> {
            return later(undelivered, i, batch.size(), reason, after);
          }
          default -> {} // delivered: a server's answer to one incident says nothing of parts
        }
      } catch (IOException unanswered) {
        String reason = String.valueOf(unanswered.getMessage());
        return later(undelivered, i, batch.size(), reason, Duration.ZERO);
      } catch (InterruptedException late) {
        if (i == 0) {
          throw late;
        }
        // report the delivered incidents, or a batch that exceeds the time-out would never end
        return later(undelivered, i, batch.size(), "interrupted", Duration.ZERO);
      }
    }
    return undelivered.isEmpty()
        ? ExportResult.delivered()
        : new PerItem(undelivered, Duration.ZERO);
  }

  private static ExportResult later(
      List<Item> undelivered, int from, int to, String reason, Duration after) {
    IntStream.range(from, to).forEach(i -> undelivered.add(new Item(i, Verdict.RETRY, reason)));
    return new PerItem(undelivered, after);
  }

  @Override
  public void close() {
    sender.close();
  }

  /// An encoder of the body of a request.
  @FunctionalInterface
  interface Encoder {
    /// Returns the body, or empty if the receiver needs no message.
    Optional<byte[]> encode(Incident incident);
  }
}
