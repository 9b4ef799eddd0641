package dev.obs.bench.encode;

import dev.obs.bench.load.Backend;
import dev.obs.exporter.elasticsearch.ElasticsearchLogSink;
import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Encoding of a bulk body and its post to a backend in this JVM. The encoder of the exporter is
/// not public, so every side posts with the same sender and reads the result of each item; the
/// floor posts a body that is ready, and shows the cost of that part.
final class BulkPost {
  private BulkPost() {}

  static Encoder ofObs(Rotation<LogRecordData> logs) throws IOException {
    Backend backend = backend();
    ElasticsearchLogSink sink = new ElasticsearchLogSink();
    TestContext context =
        TestContext.of(sink, Map.of("hosts", "http://127.0.0.1:" + backend.port()))
            .resource(logs.next().getFirst().getResource());
    Exporter<LogRecordData> exporter;
    try {
      exporter = sink.open(context);
    } catch (Exception invalid) {
      throw new IOException("the exporter does not open", invalid);
    }
    return new Post(backend, exporter) {
      @Override
      public int encode() throws IOException {
        ExportResult result;
        try {
          result = exporter.export(logs.next());
        } catch (Exception failure) {
          throw new IOException(failure);
        }
        if (!(result instanceof ExportResult.Delivered)) {
          throw new IOException("not delivered: " + result);
        }
        return Records.BATCH;
      }
    };
  }

  static Encoder ofJackson(Rotation<LogRecordData> logs) throws IOException {
    Backend backend = backend();
    HttpSender sender = sender(backend);
    JacksonBulk bulk = new JacksonBulk();
    return new Post(backend, sender) {
      @Override
      public int encode() throws IOException, InterruptedException {
        byte[] body = bulk.body(logs.next());
        bulk.check(answer(sender, body).body(), Records.BATCH);
        return body.length;
      }
    };
  }

  static Encoder ofReadyBody(Rotation<LogRecordData> logs) throws IOException {
    Backend backend = backend();
    HttpSender sender = sender(backend);
    byte[] body = new JacksonBulk().body(logs.next());
    return new Post(backend, sender) {
      @Override
      public int encode() throws IOException, InterruptedException {
        answer(sender, body);
        return body.length;
      }
    };
  }

  private static Answer answer(HttpSender sender, byte[] body)
      throws IOException, InterruptedException {
    Answer answer = sender.send(body);
    if (answer.status() != 200) {
      throw new IOException("status " + answer.status());
    }
    return answer;
  }

  private static HttpSender sender(Backend backend) {
    return HttpSender.to(URI.create("http://127.0.0.1:" + backend.port() + "/_bulk"))
        .contentType("application/x-ndjson")
        .build();
  }

  private static Backend backend() throws IOException {
    String item = "{\"create\":{\"_index\":\"logs\",\"status\":201}}";
    String items = (item + ",").repeat(Records.BATCH - 1) + item;
    String answer = "{\"took\":1,\"errors\":false,\"items\":[" + items + "]}";
    return new Backend(0, "application/json", answer.getBytes(StandardCharsets.US_ASCII));
  }

  /// The sender's part of an encoder.
  private abstract static class Post implements Encoder {
    private final List<AutoCloseable> parts;

    Post(AutoCloseable backend, AutoCloseable sender) {
      parts = List.of(sender, backend);
    }

    @Override
    public void close() throws IOException {
      for (AutoCloseable part : parts) {
        try {
          part.close();
        } catch (Exception failure) {
          throw new IOException(failure);
        }
      }
    }
  }
}
