package dev.obs.exporter.zipkin;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.RequestSize;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An exporter that posts a batch as one JSON array. Zipkin accepts all of it (202) or none. Other
/// servers acknowledge with an empty body or with `OK`; a text that says something else comes from
/// a proxy or a wrong address.
final class ZipkinExporter implements Exporter<SpanData> {
  private static final AnswerRules RULES =
      AnswerRules.of("check endpoint", "check credentials")
          .acknowledgedBy(ZipkinExporter::acknowledges);

  private final SpanEncoder encoder;
  private final HttpSender sender;

  ZipkinExporter(SpanEncoder encoder, HttpSender sender) {
    this.encoder = encoder;
    this.sender = sender;
  }

  @Override
  public ExportResult export(List<SpanData> batch) throws IOException, InterruptedException {
    return EncodedBatch.of(batch, encoder::encode)
        .deliver(
            body -> sender.send(body).toResult(new RequestSize(batch.size(), body.length), RULES));
  }

  private static boolean acknowledges(Answer answer) {
    if (answer.status() == 202) {
      return !answer.isPage();
    }
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() || text.equalsIgnoreCase("ok") || text.equalsIgnoreCase("\"ok\"");
  }

  @Override
  public void close() {
    sender.close();
  }
}
