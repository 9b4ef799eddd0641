package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import dev.obs.exporter.elasticsearch.BulkAnswer.Unavailable;
import dev.obs.http.sender.RequestSize;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.RecordNumbers;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An exporter that sends batches with
/// [`_bulk`](https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk) and reads
/// the result of each item.
///
/// Documents are created, never overwritten, under their own id ([DocumentId]): a batch that is
/// sent again creates no duplicates. Not thread-safe, because the kernel uses one thread.
final class BulkExporter implements Exporter<LogRecordData> {
  private final LogEncoder encoder;
  private final Hosts hosts;
  private final TemplateInstaller installer;
  private final Repairer repairer;
  private final int maxBytes;
  private final JsonWriter json = new JsonWriter();

  BulkExporter(
      LogEncoder encoder,
      Hosts hosts,
      TemplateInstaller installer,
      Repairer repairer,
      int maxBytes) {
    this.encoder = encoder;
    this.hosts = hosts;
    this.installer = installer;
    this.repairer = repairer;
    this.maxBytes = maxBytes;
  }

  @Override
  public ExportResult export(List<LogRecordData> batch) throws InterruptedException {
    return deliver(batch, null);
  }

  @Override
  public ExportResult export(List<LogRecordData> batch, RecordNumbers numbers)
      throws InterruptedException {
    return deliver(batch, numbers);
  }

  private ExportResult deliver(List<LogRecordData> batch, @Nullable RecordNumbers numbers)
      throws InterruptedException {
    Optional<Unavailable> trouble = installer.install();
    if (trouble.isPresent()) {
      return new ExportResult.Retry(trouble.get().reason(), trouble.get().after());
    }
    Documents documents = Documents.of(batch, numbers, encoder, json);
    Outcome outcome = new Outcome(documents);
    if (!(send(documents, outcome) && repairer.repair(documents, outcome, this::send))) {
      outcome.postponeRepairs();
    }
    return outcome.result();
  }

  /// Sends documents in as many requests as are needed.
  ///
  /// @return whether the cluster can take further requests
  private boolean send(Documents documents, Outcome outcome) throws InterruptedException {
    Deque<Range> waiting = new ArrayDeque<>();
    for (int from = 0; from < documents.size(); from = waiting.getLast().to()) {
      waiting.add(new Range(from, documents.end(from, maxBytes)));
    }
    while (!waiting.isEmpty()) {
      Range range = waiting.remove();
      byte[] body = documents.body(range.from(), range.to());
      switch (send(body, range.size())) {
        case BulkAnswer.Items(List<BulkAnswer.Item> items) -> outcome.items(range.from(), items);
        case BulkAnswer.TooLarge(String reason) -> {
          if (range.size() == 1) {
            String sized = new RequestSize(1, body.length).tooLarge(reason).reason();
            outcome.rejected(range.from(), range.to(), sized);
          } else {
            waiting.addFirst(range.secondHalf());
            waiting.addFirst(range.firstHalf());
          }
        }
        case BulkAnswer.Refused(String reason) -> outcome.refused(range.from(), range.to(), reason);
        case Unavailable(String reason, Duration after) -> {
          // further requests would fail in the same way
          outcome.retry(range.from(), documents.size(), reason, after);
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    hosts.close();
  }

  private BulkAnswer send(byte[] body, int count) throws InterruptedException {
    try {
      return BulkAnswer.of(hosts.send(body), count);
    } catch (IOException unanswered) {
      return new Unavailable(String.valueOf(unanswered.getMessage()), Duration.ZERO);
    }
  }

  /// A range of the documents, with an exclusive end.
  private record Range(int from, int to) {
    int size() {
      return to - from;
    }

    Range firstHalf() {
      return new Range(from, from + size() / 2);
    }

    Range secondHalf() {
      return new Range(from + size() / 2, to);
    }
  }
}
