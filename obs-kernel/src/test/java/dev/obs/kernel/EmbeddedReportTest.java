package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.api.Obs;
import dev.obs.model.ExtensionInfo;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines that an application gets about its sinks, as the report of `obs run` prints them.
class EmbeddedReportTest {
  private final LinesOf log = new LinesOf("dev.obs");

  @TempDir Path folder;

  @AfterEach
  void stop() {
    log.close();
  }

  private Obs start(String yaml, Extension... extensions) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    return new KernelLauncher()
        .start(new KernelProvider.Options(file, Map.of(), List.of(), List.of(extensions), false));
  }

  private static Fakes.Sink failing(String message) {
    return new Fakes.Sink(
        "azure",
        () -> {
          throw new IllegalStateException(message);
        });
  }

  @Test
  void namesASinkThatCannotBeOpenedWithItsCauseAndPlace() throws IOException {
    Fakes.Metrics metrics = new Fakes.Metrics();
    String yaml =
        """
        telemetry:
          tracing: {exporters: [azure]}
          metrics: {exporters: [fake], collection_interval: 20ms}
        """;
    try (Obs obs = start(yaml, failing("no connection string"), metrics)) {
      List<String> lines = log.with("trace sink 'azure'");
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.getFirst().startsWith("SEVERE "), lines::toString);
      assertTrue(lines.getFirst().contains("no connection string"), lines::toString);
      assertTrue(lines.getFirst().contains("telemetry.yaml:2:"), lines::toString);
      assertTrue(
          obs.view().extensions().stream()
              .anyMatch(extension ->
                  extension.type().equals("azure")
                      && extension.state() == ExtensionInfo.State.FAILED));
      await()
          .until(() ->
              metrics.metrics.stream()
                  .filter(metric -> metric.getName().equals("obs.extension.failed"))
                  .flatMap(metric -> metric.getLongGaugeData().getPoints().stream())
                  .anyMatch(point ->
                      point.getValue() == 1
                          && "azure"
                              .equals(point.getAttributes().get(AttributeKey.stringKey("type")))));
    }
  }

  @Test
  void hidesTheSecretsInTheReason() throws IOException {
    String yaml =
        """
        telemetry:
          tracing: {exporters: [azure, peer]}
          zipkin: {}
        health: {checks: {dependencies: [{name: d, http: "http://u:s3cr3t-4711@127.0.0.1:1/"}]}}
        """;
    try (Obs obs =
        start(
            yaml.replace("  zipkin: {}\n", ""),
            failing("401 for s3cr3t-4711"),
            new Fakes.Sink("peer", () -> batch -> ExportResult.delivered()))) {
      obs.health()
          .register(
              "echo",
              HealthKind.READINESS,
              () -> HealthStatus.unhealthy().with("error", "401 for s3cr3t-4711"));
      await()
          .until(() ->
              obs.view()
                  .health(HealthKind.READINESS)
                  .checks()
                  .get("echo")
                  .details()
                  .containsValue("401 for (hidden)"));
      assertFalse(obs.view().extensions().toString().contains("4711"));
      assertEquals(List.of(), log.with("4711"));
    }
  }

  @Test
  void saysWhatEachLaneLostWhenItCloses() throws IOException {
    Obs obs =
        start(
            "telemetry: {tracing: {exporters: [dead]}, shutdown: {deadline: 100ms}}",
            new Fakes.Sink("dead", () -> batch -> new ExportResult.Retry("connection refused")));
    for (int i = 0; i < 7; i++) {
      obs.operations().run("x", () -> {});
    }
    obs.close();

    List<String> lines = log.with("is closed");
    assertEquals(1, lines.size(), log.lines::toString);
    assertEquals(
        "WARNING dead traces is closed: 0 of 7 records delivered, 7 dropped (shutdown); last"
            + " failure: connection refused",
        lines.getFirst());
  }

  @Test
  void saysNothingAboutALaneThatLostNothing() throws IOException {
    Obs obs = start("telemetry: {tracing: {exporters: [fake]}}", new Fakes.Traces());
    obs.operations().run("x", () -> {});
    obs.close();

    assertEquals(List.of(), log.with("is closed"));
  }

  @Test
  void closesAPartThatOpensAfterItsTime() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    Exporter<SpanData> late =
        new Exporter<>() {
          @Override
          public ExportResult export(List<SpanData> batch) {
            return ExportResult.delivered();
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    Thread starting = Thread.currentThread();
    Fakes.Sink slow =
        new Fakes.Sink(
            "slow",
            () -> {
              starting.interrupt(); // as a signal does, so that the test need not wait
              while (release.getCount() > 0) {
                try {
                  release.await();
                } catch (InterruptedException deaf) {
                  // opens all the same
                }
              }
              return late;
            });
    try (Obs obs = start("telemetry: {tracing: {exporters: [slow]}}", slow)) {
      assertTrue(Thread.interrupted());
      assertEquals(
          List.of(), obs.view().lanes().stream().filter(l -> l.sink().equals("slow")).toList());
      release.countDown();
      await().untilTrue(closed);
    }
  }

  @Test
  void leavesNoThreadBehindWhenTheStartFails() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    assertThrows(
        ConfigurationException.class,
        () ->
            start(
                "telemetry: {tracing: {exporters: [fake]}}",
                new Fakes.Traces(),
                new Fakes.Port("first", false, closed),
                new Fakes.Port("second", true, new AtomicBoolean())));

    assertTrue(closed.get());
    await().until(Fakes::noThreads);
  }
}
