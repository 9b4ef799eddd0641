package dev.obs.exporter.zipkin;

import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.RequestSize;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;

/// An exporter that posts a batch as one JSON array. Zipkin accepts all of it (202) or none.
final class ZipkinExporter implements Exporter<SpanData> {
  private final SpanEncoder encoder = new SpanEncoder();
  private final HttpSender sender;

  ZipkinExporter(HttpSender sender) {
    this.sender = sender;
  }

  @Override
  public ExportResult export(List<SpanData> batch) throws IOException, InterruptedException {
    return EncodedBatch.of(batch, encoder::encode)
        .deliver(body -> sender.send(body).toResult(new RequestSize(batch.size(), body.length)));
  }

  @Override
  public void close() {
    sender.close();
  }
}
