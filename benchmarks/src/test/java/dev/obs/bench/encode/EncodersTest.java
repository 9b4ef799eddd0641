package dev.obs.bench.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.obs.bench.report.Side;
import dev.obs.codec.OtlpEncoder;
import dev.obs.exporter.elasticsearch.ElasticsearchLogSink;
import dev.obs.spi.Exporter;
import dev.obs.testkit.Json;
import dev.obs.testkit.TestContext;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

class EncodersTest {
  private static final int POSTS = 2;

  /// The request that the exporter of Obs makes of a batch.
  private static String bulkOfObs(List<LogRecordData> batch) throws Exception {
    BlockingQueue<String> bodies = new ArrayBlockingQueue<>(POSTS);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(400, -1);
          }
        });
    server.start();
    ElasticsearchLogSink sink = new ElasticsearchLogSink();
    String host = "http://127.0.0.1:" + server.getAddress().getPort();
    try (Exporter<LogRecordData> exporter =
        sink.open(TestContext.of(sink, Map.of("hosts", host)))) {
      exporter.export(batch);
      return bodies.take();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void jacksonWritesTheBulkLinesOfObsWithTheSameFieldsAndValues() throws Exception {
    List<LogRecordData> batch = Records.ofObs().logs().getFirst();
    String[] ours = bulkOfObs(batch).split("\n", -1);
    String[] peer =
        new String(new JacksonBulk().body(batch), StandardCharsets.UTF_8).split("\n", -1);

    assertEquals(2 * batch.size() + 1, ours.length);
    assertEquals(ours.length, peer.length);
    for (int line = 1; line < ours.length; line += 2) {
      assertEquals(Json.parse(ours[line]), Json.parse(peer[line]));
    }
    assertEquals(ours[0].length(), peer[0].length());
  }

  @Test
  void bothSidesEncodeSpansWithTheSameFields() throws Exception {
    List<SpanData> spans = Records.ofSdk().spans().getFirst();
    ByteArrayOutputStream peer = new ByteArrayOutputStream();
    TraceRequestMarshaler.create(spans).writeBinaryTo(peer);

    assertEquals(
        ExportTraceServiceRequest.parseFrom(peer.toByteArray()),
        ExportTraceServiceRequest.parseFrom(new OtlpEncoder().traces(spans)));
  }

  @Test
  void theFloorOfSpansIsWholeSpans() throws Exception {
    byte[] out = new byte[SpanTemplate.LENGTH];
    SpanTemplate.write(new long[] {1, 2, 3, 4, 5}, 0, out, 0);

    // a field of ScopeSpans
    ScopeSpans scope = ScopeSpans.parseFrom(out);
    assertEquals("GET /orders/{id}", scope.getSpans(0).getName());
    assertEquals(4, scope.getSpans(0).getStartTimeUnixNano());
    assertEquals(3, scope.getSpans(0).getAttributesCount());
  }

  @Test
  void everyEncoderAndPostWorks() throws Exception {
    for (Side side : List.of(Side.OBS, Side.SDK, Side.SDK_REUSED)) {
      try (Encoder spans = Encoders.spans(side);
          Encoder logs = Encoders.logs(side)) {
        assertTrue(spans.encode() > 100 * Records.BATCH);
        assertTrue(logs.encode() > 100 * Records.BATCH);
      }
    }
    for (Side side : List.of(Side.OBS, Side.JACKSON, Side.FLOOR)) {
      try (Encoder bulk = Encoders.ecs(side)) {
        assertTrue(bulk.encode() > 0);
      }
    }
  }
}
