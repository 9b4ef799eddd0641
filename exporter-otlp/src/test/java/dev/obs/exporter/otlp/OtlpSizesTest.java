package dev.obs.exporter.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Records and requests that are too large, and records that cannot be encoded.
class OtlpSizesTest {
  private static final String TOO_LARGE = "request is larger than max_request_size";

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

  @Test
  void sendsNoRequestAboveTheLimit() throws Exception {
    context.with(OtlpSettings.MAX_REQUEST_SIZE.common(), 10_000L);
    assertEquals(
        new Rejected(TOO_LARGE), traces(named("n".repeat(6_000)), named("n".repeat(6_000))));
    assertEquals(List.of(), collector.requests());
  }

  @Test
  void givesTheSizeOfASingleRecordAboveTheLimit() throws Exception {
    context.with(OtlpSettings.MAX_REQUEST_SIZE.common(), 10_000L);
    assertEquals(
        new Rejected(TOO_LARGE + ": the record has about 50000 bytes"),
        traces(named("n".repeat(50_000))));
  }

  @Test
  void limitsTheSizeBeforeCompression() throws Exception {
    context.with(OtlpSettings.MAX_REQUEST_SIZE.common(), 10_000L);
    context.with(OtlpSettings.COMPRESSION.common(), "gzip");
    assertInstanceOf(Rejected.class, traces(named("n".repeat(50_000))));
    assertEquals(List.of(), collector.requests());
  }

  @Test
  void aSignalHasALimitOfItsOwn() throws Exception {
    context.with(OtlpSettings.MAX_REQUEST_SIZE.own().get(Signal.TRACES), 10_000L);
    assertInstanceOf(Rejected.class, traces(named("n".repeat(50_000))));
    assertEquals(ExportResult.delivered(), metrics(Metrics.gauge(5_000)));
  }

  @Test
  void givesTheSizeOfASingleRecordThatTheServerRefused() throws Exception {
    refuseAbove(20_000, new Reply(413));
    assertEquals(
        new Rejected("http 413: the record has about 50000 bytes"),
        traces(named("n".repeat(50_000))));
    refuseAbove(20_000, new Reply(400, Map.of(), "http: request body too large\n".getBytes(UTF_8)));
    assertEquals(
        new Rejected("http 400: the record has about 50000 bytes; http: request body too large"),
        traces(named("n".repeat(50_000))));
  }

  @Test
  void rejectsTheBatchThatTheServerRefused() throws Exception {
    refuseAbove(20_000, new Reply(413));
    assertEquals(new Rejected("http 413"), traces(named("n".repeat(50_000)), named("good")));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void dividesAMetricWithTooManyPoints(MetricData metric) throws Exception {
    refuseAbove(20_000, new Reply(413));
    assertEquals(ExportResult.delivered(), metrics(metric));
    assertEquals(points(metric), arrivedBelow(20_000));
    assertTrue(taken(20_000).size() > 1, "one request");
    for (Metric part : taken(20_000)) {
      Metric whole = whole(metric);
      assertEquals(whole.getName(), part.getName());
      assertEquals(whole.getUnit(), part.getUnit());
      assertEquals(whole.getSum().getIsMonotonic(), part.getSum().getIsMonotonic());
      assertEquals(
          whole.getSum().getAggregationTemporality(), part.getSum().getAggregationTemporality());
      assertEquals(
          whole.getHistogram().getAggregationTemporality(),
          part.getHistogram().getAggregationTemporality());
      assertEquals(
          whole.getExponentialHistogram().getAggregationTemporality(),
          part.getExponentialHistogram().getAggregationTemporality());
    }
  }

  static Stream<MetricData> metrics() {
    return Metrics.ofEachKind(1_000);
  }

  @Test
  void dividesAMetricAboveItsOwnLimitWithoutSendingTheWhole() throws Exception {
    context.with(OtlpSettings.MAX_REQUEST_SIZE.common(), 20_000L);
    assertEquals(ExportResult.delivered(), metrics(Metrics.gauge(1_000)));
    assertTrue(collector.requests().stream().allMatch(request -> request.body().length <= 20_000));
    assertEquals(points(Metrics.gauge(1_000)), arrivedBelow(20_000));
  }

  @Test
  void sendsABoundedNumberOfRequestsForAMetricThatTheServerNeverTakes() throws Exception {
    refuseAbove(0, new Reply(413));
    Rejected rejected = assertInstanceOf(Rejected.class, metrics(Metrics.gauge(10_000)));
    assertTrue(rejected.reason().startsWith("http 413: the record has about "), rejected.reason());
    assertEquals(127, collector.requests().size());
  }

  @Test
  void countsAMetricOfWhichAPartWasRefused() throws Exception {
    collector.answer(request ->
        request.body().length > 40_000 || collector.requests().size() == 2
            ? new Reply(413)
            : new Reply(200));
    context.with(OtlpSettings.MAX_REQUEST_SIZE.common(), 60_000L);
    MetricData two = Metrics.gauge(1, "a".repeat(50_000), "b");
    PartlyRejected partly = assertInstanceOf(PartlyRejected.class, metrics(two));
    assertEquals(1, partly.count());
  }

  @Test
  void retriesAMetricOfWhichAPartCannotBeTakenNow() throws Exception {
    collector.answer(request -> request.body().length > 40_000 ? new Reply(413) : new Reply(503));
    assertEquals(new Retry("http 503"), metrics(Metrics.gauge(1_000)));
    assertEquals(2, collector.requests().size());
  }

  @Test
  void sendsTheOthersOfABatchWithARecordThatCannotBeEncoded() throws Exception {
    SpanData bad =
        new DelegatingSpanData(Telemetry.span()) {
          @Override
          public String getName() {
            throw new NoClassDefFoundError("com.acme.Name");
          }
        };
    assertEquals(
        new PerItem(
            List.of(
                new Item(1, Verdict.REJECT, "cannot be encoded: java.lang.NoClassDefFoundError")),
            Duration.ZERO),
        traces(Telemetry.span(), bad, Telemetry.span()));
    assertEquals(1, collector.requests().size());
    assertEquals(ExportResult.delivered(), traces(Telemetry.span()));
  }

  private void refuseAbove(int limit, Reply refusal) {
    collector.answer(request -> request.body().length > limit ? refusal : new Reply(200));
  }

  private ExportResult traces(SpanData... spans) throws Exception {
    try (Exporter<SpanData> exporter = new OtlpTraceSink().open(context)) {
      return exporter.export(List.of(spans));
    }
  }

  private ExportResult metrics(MetricData metric) throws Exception {
    try (Exporter<MetricData> exporter = new OtlpMetricSink().open(context).exporter()) {
      return exporter.export(List.of(metric));
    }
  }

  private static SpanData named(String name) {
    return TestSpanData.builder()
        .setSpanContext(Telemetry.CONTEXT)
        .setName(name)
        .setKind(Telemetry.span().getKind())
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setHasEnded(true)
        .setStatus(Telemetry.span().getStatus())
        .build();
  }

  private static TreeSet<String> points(MetricData metric) {
    TreeSet<String> points = new TreeSet<>();
    metric
        .getData()
        .getPoints()
        .forEach(point -> points.add(point.getAttributes().get(Metrics.KEY)));
    return points;
  }

  private TreeSet<String> arrivedBelow(int limit) throws IOException {
    TreeSet<String> points = new TreeSet<>();
    for (Metric metric : taken(limit)) {
      for (String point : Metrics.points(metric)) {
        assertTrue(points.add(point), point + " arrived twice");
      }
    }
    return points;
  }

  private List<Metric> taken(int limit) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    for (Request request : collector.requests()) {
      if (request.body().length <= limit) {
        metrics.add(metric(request.body()));
      }
    }
    return metrics;
  }

  private static Metric whole(MetricData metric) throws IOException {
    return metric(new dev.obs.codec.OtlpEncoder().metrics(List.of(metric)));
  }

  private static Metric metric(byte[] body) throws IOException {
    return ExportMetricsServiceRequest.parseFrom(body)
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetrics(0);
  }
}
