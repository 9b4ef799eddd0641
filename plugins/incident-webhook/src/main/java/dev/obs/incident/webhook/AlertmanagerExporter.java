package dev.obs.incident.webhook;

import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.RequestSize;
import dev.obs.model.Incident;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.util.List;

/// An exporter to every Alertmanager of a cluster, because they do not share alerts with one
/// another. One that accepts them is sufficient, as for Prometheus: the others are notified with
/// the next reminder.
final class AlertmanagerExporter implements Exporter<Incident> {
  private static final AnswerRules RULES =
      Connection.rules("check urls", "check username, password and headers");

  private final Alerts alerts;
  private final List<HttpSender> senders;

  AlertmanagerExporter(Alerts alerts, List<HttpSender> senders) {
    this.alerts = alerts;
    this.senders = senders;
  }

  @Override
  public ExportResult export(List<Incident> batch) throws IOException, InterruptedException {
    return EncodedBatch.of(batch, alerts::encode)
        .deliver(body -> send(body, new RequestSize(batch.size(), body.length)));
  }

  private ExportResult send(byte[] body, RequestSize size) throws InterruptedException {
    ExportResult best = send(senders.getFirst(), body, size);
    for (HttpSender sender : senders.subList(1, senders.size())) {
      best = better(best, send(sender, body, size));
    }
    return best;
  }

  private static ExportResult send(HttpSender sender, byte[] body, RequestSize size)
      throws InterruptedException {
    try {
      return sender.send(body).toResult(size, RULES);
    } catch (IOException unanswered) {
      return new Retry(String.valueOf(unanswered.getMessage()));
    }
  }

  private static ExportResult better(ExportResult one, ExportResult other) {
    if (one instanceof Delivered || other instanceof Delivered) {
      return ExportResult.delivered();
    }
    return one instanceof Retry ? one : other;
  }

  @Override
  public void close() {
    senders.forEach(HttpSender::close);
  }
}
