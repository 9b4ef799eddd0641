package dev.obs.exporter.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpExporterTest {
  private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429, 502, 503, 504);
  private static final Set<Integer> WRONG_ADDRESS = Set.of(404, 405, 421);
  private static final Set<Integer> WRONG_CREDENTIALS = Set.of(401, 403, 407);
  private static final List<SpanData> BATCH = List.of(Telemetry.span(), Telemetry.span());

  private FakeServer collector;
  private TestContext context;

  @BeforeEach
  void start() throws IOException {
    collector = FakeServer.start();
    context = new TestContext().with(OtlpSettings.ENDPOINT.common(), collector.uri(""));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  /// OTLP counts the statuses that an operator can mend as final; here records wait for that.
  @Test
  void readsEveryStatusByTheCommonTable() throws Exception {
    try (Exporter<SpanData> exporter = new OtlpTraceSink().open(context)) {
      for (int status = 200; status < 600; status++) {
        collector.answer(new Reply(status, Map.of("Retry-After", "3"), new byte[0]));
        String cause = "http " + status;
        ExportResult expected;
        if (status < 300) {
          expected = ExportResult.delivered();
        } else if (status < 400 || WRONG_ADDRESS.contains(status)) {
          expected = new ExportResult.Retry(cause + ": check endpoint", Duration.ofSeconds(3));
        } else if (WRONG_CREDENTIALS.contains(status)) {
          expected = new ExportResult.Retry(cause + ": check credentials", Duration.ofSeconds(3));
        } else if (RETRYABLE.contains(status)) {
          expected = new ExportResult.Retry(cause, Duration.ofSeconds(3));
        } else {
          expected = new ExportResult.Rejected(cause);
        }
        assertEquals(expected, exporter.export(BATCH));
      }
    }
  }

  @Test
  void aRedirectWaitsAndNamesItsTarget() throws Exception {
    collector.answer(new Reply(308, Map.of("Location", "https://other/in?token=x"), new byte[0]));
    assertEquals(
        new ExportResult.Retry("http 308: redirects to https://other/in; check endpoint"),
        export());
    assertEquals(1, collector.requests().size());
  }

  @Test
  void honoursADateInRetryAfter() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2));
    collector.answer(new Reply(503, Map.of("Retry-After", date), new byte[0]));
    ExportResult.Retry retry = (ExportResult.Retry) export();
    assertTrue(retry.after().compareTo(Duration.ofMinutes(1)) > 0, retry.toString());
    assertTrue(retry.after().compareTo(Duration.ofMinutes(2)) <= 0, retry.toString());
  }

  @Test
  void cutsAnAbsurdRetryAfter() throws Exception {
    collector.answer(new Reply(429, Map.of("Retry-After", "86400"), new byte[0]));
    assertEquals(new ExportResult.Retry("http 429", Duration.ofMinutes(5)), export());
  }

  @Test
  void countsSpansThatWereNotTaken() throws Exception {
    answer(
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(1)
                    .setErrorMessage("span is\ntoo old"))
            .build()
            .toByteArray());
    assertEquals(new ExportResult.PartlyRejected(1, "span is too old"), export());
  }

  @Test
  void countsLogRecordsThatWereNotTaken() throws Exception {
    answer(
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1))
            .build()
            .toByteArray());
    try (Exporter<LogRecordData> exporter = new OtlpLogSink().open(context)) {
      assertEquals(
          new ExportResult.PartlyRejected(1, "partial success"),
          exporter.export(List.of(Telemetry.log(), Telemetry.log())));
    }
  }

  @Test
  void countsNoMoreMetricsThanWereSentWhereMoreDataPointsWereNotTaken() throws Exception {
    answer(
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(50)
                    .setErrorMessage("no histograms"))
            .build()
            .toByteArray());
    try (Exporter<MetricData> exporter = new OtlpMetricSink().open(context).exporter()) {
      assertEquals(
          new ExportResult.PartlyRejected(1, "no histograms"),
          exporter.export(List.of(Telemetry.metric())));
    }
  }

  @Test
  void logsAWarningThoughEverythingWasTaken() throws Exception {
    answer(
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder().setErrorMessage("use a newer version"))
            .build()
            .toByteArray());
    try (Exporter<SpanData> exporter = new OtlpTraceSink().open(context)) {
      assertSame(ExportResult.delivered(), exporter.export(BATCH));
    }
    assertEquals(1, context.logged().size());
    assertTrue(context.logged().getFirst().endsWith("warns: use a newer version"));
  }

  @Test
  void givesTheServersReasonForARefusal() throws Exception {
    collector.answer(new Reply(400, Map.of(), ServerMessageTest.status("bad\ntrace id")));
    assertEquals(new ExportResult.Rejected("http 400: bad trace id"), export());
  }

  @Test
  void givesTheServersTextForARefusal() throws Exception {
    collector.answer(text(400, "invalid span\nat position 17"));
    assertEquals(new ExportResult.Rejected("http 400: invalid span"), export());
    collector.answer(text(404, "404 page not found\n"));
    assertEquals(new ExportResult.Retry("http 404: check endpoint; page not found"), export());
    collector.answer(text(401, "no token s3cret"));
    assertEquals(new ExportResult.Retry("http 401: check credentials"), export());
  }

  private static Reply text(int status, String text) {
    return new Reply(status, Map.of("Content-Type", "text/plain"), text.getBytes(UTF_8));
  }

  @Test
  void keepsAReasonThatMayRepeatCredentialsToItself() throws Exception {
    for (int status : new int[] {401, 403, 407}) {
      collector.answer(new Reply(status, Map.of(), ServerMessageTest.status("no token s3cret")));
      assertEquals(new ExportResult.Retry("http " + status + ": check credentials"), export());
    }
  }

  @Test
  void takesAnEmptyPartialSuccessForFull() throws Exception {
    answer(
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.getDefaultInstance())
            .build()
            .toByteArray());
    assertSame(ExportResult.delivered(), export());
  }

  @Test
  void takesAnEmptyObjectForDelivered() throws Exception {
    answer("{}".getBytes(UTF_8));
    assertSame(ExportResult.delivered(), export());
  }

  @Test
  void doesNotTakeAnAnswerThatIsNotOtlpForAnAcknowledgement() throws Exception {
    ExportResult unacknowledged =
        new ExportResult.Retry("http 200 without an acknowledgement: check endpoint");
    for (String text : List.of("OK", "{\"ok\":true}", "\u0000", "\n\u007f")) {
      answer(text.getBytes(UTF_8));
      assertEquals(unacknowledged, export(), text);
    }
    collector.answer(
        new Reply(
            200,
            Map.of("Content-Type", "text/html"),
            "<html><title>Sign in</title></html>".getBytes(UTF_8)));
    assertEquals(
        new ExportResult.Retry("http 200 without an acknowledgement: check endpoint; Sign in"),
        export());
  }

  @Test
  void countsABatchWhoseAnswerIsAGzipBombWithoutSendingItAgain() throws Exception {
    collector.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), gzip(new byte[64 << 20])));
    assertEquals(
        new ExportResult.PartlyRejected(2, "http 200 with an answer that is too large"), export());
  }

  @Test
  void doesNotTakeADamagedAnswerForAnAcknowledgement() throws Exception {
    collector.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), "no gzip".getBytes(UTF_8)));
    assertEquals(new ExportResult.Retry("http 200 with a broken answer"), export());
  }

  @Test
  void givesUpAfterTheTimeout() throws Exception {
    context.with(OtlpSettings.TIMEOUT.common(), Duration.ofMillis(300));
    collector.answer(_ -> {
      Thread.sleep(Duration.ofMinutes(1));
      return new Reply(200);
    });
    IOException late = assertThrows(IOException.class, this::export);
    assertEquals("timed out after 300 ms", late.getMessage());
  }

  @Test
  void throwsWhereNobodyListens() {
    collector.close();
    IOException failure = assertThrows(IOException.class, this::export);
    assertEquals("connection refused", failure.getMessage());
  }

  private void answer(byte[] body) {
    collector.answer(new Reply(200, Map.of("Content-Type", "application/x-protobuf"), body));
  }

  private ExportResult export() throws Exception {
    try (Exporter<SpanData> exporter = new OtlpTraceSink().open(context)) {
      return exporter.export(BATCH);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
