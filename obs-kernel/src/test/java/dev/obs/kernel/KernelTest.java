package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Obs;
import dev.obs.spi.Endpoint;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.ExtensionInfo;
import dev.obs.spi.HealthKind;
import dev.obs.spi.HealthStatus;
import dev.obs.spi.KernelProvider;
import dev.obs.spi.KernelView;
import dev.obs.spi.LaneStats;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Probe;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;

  private Kernel start(String yaml, Extension... extensions) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    return Kernel.start(
        new KernelProvider.Options(file, Map.of(), List.of(), List.of(extensions), true));
  }

  private static final String SHIP =
      """
      telemetry:
        service_name: shop
        tracing: {exporters: [fake]}
        metrics: {exporters: [fake], collection_interval: 1h}
        logging: {exporters: [console, fake]}
      """;

  private static final class Traces implements TraceSink {
    final List<SpanData> spans = new CopyOnWriteArrayList<>();
    final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String type() {
      return "fake";
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      return new Exporter<>() {
        @Override
        public ExportResult export(List<SpanData> batch) {
          spans.addAll(batch);
          return ExportResult.delivered();
        }

        @Override
        public void close() {
          closed.set(true);
        }
      };
    }
  }

  private static final class Metrics implements MetricSink {
    final List<MetricData> metrics = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "fake";
    }

    @Override
    public MetricOutlet open(ExtensionContext context) {
      return new MetricOutlet.Push(batch -> {
        metrics.addAll(batch);
        return ExportResult.delivered();
      });
    }

    List<String> names() {
      return metrics.stream().map(MetricData::getName).distinct().toList();
    }
  }

  private static final class Records implements LogSink {
    final List<LogRecordData> records = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "fake";
    }

    @Override
    public Exporter<LogRecordData> open(ExtensionContext context) {
      return batch -> {
        records.addAll(batch);
        return ExportResult.delivered();
      };
    }
  }

  /// A trace sink whose parts are given.
  private record Sink(String type, Opening opening) implements TraceSink {
    @Override
    public Exporter<SpanData> open(ExtensionContext context) throws Exception {
      return opening.open();
    }

    interface Opening {
      Exporter<SpanData> open() throws Exception;
    }
  }

  private record Port(String type, boolean taken, AtomicBoolean closed) implements Endpoint {
    static final Setting<Integer> PORT = Setting.port("port").orElse(1);

    @Override
    public List<Setting<?>> settings() {
      return List.of(PORT);
    }

    @Override
    public Served open(ExtensionContext context, KernelView kernel) throws SettingException {
      if (taken) {
        throw new SettingException(PORT, "port " + context.get(PORT) + " is in use");
      }
      return new Served() {
        @Override
        public List<URI> addresses() {
          return List.of(URI.create("http://127.0.0.1:1/"));
        }

        @Override
        public void close() {
          closed.set(true);
        }
      };
    }
  }

  @Test
  void takesSpansMetricsAndLogsOfAnApplicationToEverySink() throws IOException {
    Traces traces = new Traces();
    Metrics metrics = new Metrics();
    Records records = new Records();
    try (Obs obs = start(SHIP, traces, metrics, records)) {
      obs.operations()
          .run("checkout", () -> System.getLogger("shop").log(System.Logger.Level.INFO, "sold"));
      assertTrue(obs.flush(LIMIT));
    }
    SpanData span = traces.spans.getFirst();
    LogRecordData record = records.records.getFirst();
    assertEquals("checkout", span.getName());
    assertEquals("sold", record.getBodyValue().asString());
    assertEquals(span.getTraceId(), record.getSpanContext().getTraceId());
    assertEquals(
        "shop",
        span.getResource()
            .getAttribute(io.opentelemetry.api.common.AttributeKey.stringKey("service.name")));
    assertTrue(metrics.names().contains("operation.duration"), () -> "" + metrics.names());
    assertTrue(metrics.names().contains("obs.lane.delivered"), () -> "" + metrics.names());
    assertTrue(traces.closed.get());
  }

  @Test
  void isTheGlobalInstanceWhileItRunsAndLeavesNoThreadBehind() throws IOException {
    Obs obs = start(SHIP, new Traces(), new Metrics(), new Records());
    assertSame(obs.openTelemetry().getTracerProvider(), GlobalOpenTelemetry.getTracerProvider());
    obs.close();
    obs.close();
    assertNotSame(obs.openTelemetry().getTracerProvider(), GlobalOpenTelemetry.getTracerProvider());
    await().until(KernelTest::noThreads);
  }

  private static boolean noThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("obs-") && thread.isDaemon());
  }

  @Test
  void namesWhatCannotBeOpenedAndRunsTheRest() throws IOException {
    Traces well = new Traces();
    String yaml = "telemetry: {tracing: {exporters: [fake, throws, fails, nothing]}}";
    try (Kernel obs =
        start(
            yaml,
            well,
            new Sink(
                "throws",
                () -> {
                  throw new IllegalStateException("no luck");
                }),
            new Sink(
                "fails",
                () -> {
                  throw new NoClassDefFoundError("gone/Missing");
                }),
            new Sink("nothing", () -> null))) {
      assertEquals(
          "failed to start: java.lang.IllegalStateException: no luck",
          info(obs, "throws").reason());
      assertTrue(info(obs, "fails").reason().contains("gone/Missing"));
      assertEquals(ExtensionInfo.State.FAILED, info(obs, "nothing").state());
      assertEquals(ExtensionInfo.State.ACTIVE, info(obs, "fake").state());
      obs.operations().run("x", () -> {});
      assertTrue(obs.flush(LIMIT));
    }
    assertEquals(1, well.spans.size());
  }

  @Test
  void namesAnExtensionThatHangsAndRunsTheRest() throws IOException {
    String yaml = "telemetry: {tracing: {exporters: [fake, hangs]}}";
    CountDownLatch release = new CountDownLatch(1);
    try (Kernel obs =
        start(
            yaml,
            new Traces(),
            new Sink(
                "hangs",
                () -> {
                  release.await();
                  return batch -> ExportResult.delivered();
                }))) {
      assertEquals("did not start within 5 s", info(obs, "hangs").reason());
    } finally {
      release.countDown();
    }
  }

  private static ExtensionInfo info(Obs obs, String type) {
    return obs.view().extensions().stream()
        .filter(extension -> extension.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void endsTheStartWithThePlaceOfASettingThatProvesUnusableAndClosesTheRest() {
    AtomicBoolean closed = new AtomicBoolean();
    String yaml = "telemetry:\n  web: {port: 80}\n  other: {port: 81}\n";
    ConfigurationException wrong =
        assertThrows(
            ConfigurationException.class,
            () ->
                start(
                    yaml,
                    new Port("fine", false, closed),
                    new Port("web", true, closed),
                    new Port("other", true, closed)));
    String file = folder.resolve("telemetry.yaml").toString();
    assertEquals(
        file + ":2:15: port 80 is in use\n" + file + ":3:17: port 81 is in use",
        wrong.getMessage());
    assertTrue(closed.get());
    await().until(KernelTest::noThreads);
  }

  @Test
  void aBackendThatIsDownHarmsOnlyItsOwnLaneAndIsNamed() throws IOException {
    Traces well = new Traces();
    String yaml =
        """
        telemetry:
          shutdown: {deadline: 100ms}
          tracing: {exporters: [fake, down]}
        """;
    Kernel obs =
        start(yaml, well, new Sink("down", () -> batch -> new ExportResult.Retry("refused")));
    obs.operations().run("x", () -> {});
    assertFalse(obs.flush(Duration.ofMillis(300)));
    assertEquals(1, well.spans.size());
    assertEquals("refused", lane(obs, "down").failing());
    obs.close();
    assertEquals(Map.of("shutdown", 1L), lane(obs, "down").dropped());
    assertEquals(1, lane(obs, "fake").delivered());
  }

  private static LaneStats lane(Obs obs, String sink) {
    return obs.view().lanes().stream()
        .filter(lane -> lane.sink().equals(sink))
        .findFirst()
        .orElseThrow();
  }

  private static final class BadProbe implements SystemProbe {
    final CountDownLatch sampled = new CountDownLatch(1);

    @Override
    public String type() {
      return "bad";
    }

    @Override
    public Probe open(ExtensionContext context) {
      return new Probe() {
        @Override
        public void sample() {
          sampled.countDown();
          throw new IllegalStateException("no sample");
        }

        @Override
        public Map<String, Double> summary() {
          throw new IllegalStateException("no summary");
        }
      };
    }
  }

  @Test
  void aProbeThatThrowsHarmsNothing() throws Exception {
    BadProbe probe = new BadProbe();
    try (Obs obs = start("telemetry: {}", probe)) {
      probe.sampled.await();
      assertEquals(Map.of(), obs.view().system());
    }
  }

  @Test
  void checksOfTheApplicationDecideReadiness() throws IOException {
    AtomicBoolean ready = new AtomicBoolean();
    try (Obs obs = start("health: {checks: {interval: 10ms, timeout: 100ms}}")) {
      obs.health().register("db", HealthKind.READINESS, () -> HealthStatus.of(ready.get()));
      assertFalse(obs.view().health(HealthKind.READINESS).up(), "not before its first answer");
      ready.set(true);
      await().until(() -> obs.view().health(HealthKind.READINESS).up());
      obs.health()
          .register(
              "hangs",
              HealthKind.READINESS,
              () -> {
                new CountDownLatch(1).await();
                return HealthStatus.healthy();
              });
      var broken =
          obs.health()
              .register(
                  "throws",
                  HealthKind.READINESS,
                  () -> {
                    throw new IllegalStateException("secret detail");
                  });
      await()
          .until(() ->
              obs.view()
                  .health(HealthKind.READINESS)
                  .checks()
                  .get("throws")
                  .details()
                  .containsKey("error"));
      var checks = obs.view().health(HealthKind.READINESS).checks();
      assertFalse(checks.get("hangs").up());
      assertFalse(checks.get("throws").details().toString().contains("secret"));
      assertTrue(checks.get("db").up());
      broken.close();
      assertFalse(obs.view().health(HealthKind.READINESS).checks().containsKey("throws"));
      assertTrue(obs.view().health(HealthKind.LIVENESS).up());
      assertTrue(obs.view().health(HealthKind.STARTUP).up());
    }
  }

  @Test
  void carriesTraceContextAndBaggageToOtherServices() throws IOException {
    try (Obs obs = start("telemetry: {}")) {
      Map<String, String> headers = new HashMap<>();
      try (var operation = obs.operations().start("call");
          Scope _ = Baggage.current().toBuilder().put("tenant", "a").build().makeCurrent()) {
        obs.openTelemetry()
            .getPropagators()
            .getTextMapPropagator()
            .inject(Context.current(), headers, Map::put);
        assertTrue(
            headers.get("traceparent").contains(operation.span().getSpanContext().getTraceId()));
      }
      assertEquals("tenant=a", headers.get("baggage"));
    }
  }

  @Test
  void dependenciesOfTheConfigurationDecideReadiness() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try {
      String yaml =
          """
          health:
            checks:
              interval: 10ms
              dependencies:
                - {name: db, tcp: "127.0.0.1:%d"}
          """
              .formatted(server.getLocalPort());
      try (Obs obs = start(yaml)) {
        await().until(() -> obs.view().health(HealthKind.READINESS).up());
        server.close();
        await().until(() -> !obs.view().health(HealthKind.READINESS).up());
        assertEquals(Set.of("db"), obs.view().health(HealthKind.READINESS).checks().keySet());
      }
    } finally {
      server.close();
    }
  }

  @Test
  void sampledOutSpansStayAtHome() throws IOException {
    Traces traces = new Traces();
    String yaml = "telemetry: {tracing: {sample_rate: 0, exporters: [fake]}}";
    try (Obs obs = start(yaml, traces)) {
      obs.operations().run("x", () -> assertFalse(Span.current().getSpanContext().isSampled()));
      assertTrue(obs.flush(LIMIT));
      assertEquals(1, obs.operations().summary().get("x").count(), "counted all the same");
    }
    assertEquals(List.of(), traces.spans);
  }

  @Test
  void aSwitchedOffTracerGivesNoSpans() throws IOException {
    Traces traces = new Traces();
    try (Obs obs = start("telemetry: {tracing: {enabled: false, exporters: [fake]}}", traces)) {
      obs.operations().run("x", () -> {});
    }
    assertEquals(List.of(), traces.spans);
  }
}
