package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Settings that nobody uses, each with a notice.
class UnusedSettingsTest {
  @TempDir Path folder;

  @Test
  void aSectionThatNobodyUsesIsPointedOut() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:3: telemetry.zipkin is set but no list of exporters names 'zipkin'"),
        new Given(folder).file("telemetry:\n  zipkin: {endpoint: \"http://h\"}\n").notices());
  }

  @Test
  void aVariableThatNobodyUsesIsPointedOut() {
    Given given =
        new Given(folder)
            .environment("OTEL_EXPORTER_OTLP_TIMEOUT", "10")
            .environment("OTEL_EXPORTER_PROMETHEUS_PORT", "9999");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_OTLP_TIMEOUT: has no effect, because no list of exporters names 'otlp'"),
        given.notices());
    given.environment("OTEL_METRICS_EXPORTER", "otlp");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_PROMETHEUS_PORT: has no effect, because no list of exporters names"
                + " 'prometheus'"),
        given.notices());
  }

  @Test
  void aKeyOfASignalThatIsNotSentByOtlpIsPointedOut() {
    Given given =
        new Given(folder)
            .file(
                """
                telemetry:
                  tracing: {exporters: [otlp]}
                  logging: {exporters: [console]}
                  otlp:
                    logs: {endpoint: "http://c/v1/logs"}
                    traces: {endpoint: "http://c/v1/traces"}
                """);
    assertEquals(
        List.of(
            "telemetry.yaml:5:22: telemetry.otlp.logs.endpoint has no effect, because"
                + " telemetry.logging.exporters does not name 'otlp'"),
        given.notices());
    given.environment("OTEL_LOGS_EXPORTER", "otlp");
    assertEquals(List.of(), given.notices());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tracing: {jaeger_host: j, exporters: [zipkin]} | tracing.jaeger_host |"
            + " telemetry.tracing.exporters does not name 'otlp'",
        "metrics: {prometheus_port: 1, exporters: [otlp]} | metrics.prometheus_port |"
            + " telemetry.metrics.exporters does not name 'prometheus'",
        "tracing: {sample_rate: 0.5, sampler: always_on} | tracing.sample_rate |"
            + " telemetry.tracing.sampler does not depend on a rate",
        "tracing: {queue_size: 9000, exporters: []} | tracing.queue_size | no exporter gets spans",
        "logging: {schedule_delay: 9s, exporters: [none]} | logging.schedule_delay |"
            + " no exporter gets logs",
        "metrics: {export_timeout: 9s} | metrics.export_timeout |" + " no exporter pushes metrics",
        "spool: {path: /s} | spool.path | telemetry.spool.enabled is not true"
      })
  void aSettingThatAnotherOneMakesUselessIsPointedOut(String yaml, String key, String reason) {
    List<String> notices = new Given(folder).file("telemetry: {" + yaml + "}").notices();
    assertEquals(1, notices.size(), () -> "" + notices);
    assertTrue(
        notices.getFirst().endsWith(": telemetry." + key + " has no effect, because " + reason),
        notices.getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tracing: {jaeger_host: j, exporters: [otlp]}",
        "metrics: {prometheus_port: 1, exporters: [prometheus]}",
        "tracing: {sample_rate: 0.5, sampler: traceidratio}",
        "tracing: {queue_size: 9000, exporters: [zipkin]}",
        "logging: {schedule_delay: 9s}",
        "metrics: {collection_interval: 9s}",
        "metrics: {collection_interval: 9s, exporters: [prometheus, otlp]}",
        "spool: {path: /s, enabled: true}"
      })
  void aSettingWithAnEffectGivesNoNotice(String yaml) {
    assertEquals(List.of(), new Given(folder).file("telemetry: {" + yaml + "}").notices());
  }

  @Test
  void aVariableThatAnotherOneMakesUselessIsPointedOut() {
    assertEquals(
        List.of(
            "OTEL_TRACES_SAMPLER_ARG: telemetry.tracing.sample_rate has no effect, because"
                + " telemetry.tracing.sampler does not depend on a rate",
            "OTEL_BSP_SCHEDULE_DELAY: telemetry.tracing.schedule_delay has no effect, because no"
                + " exporter gets spans",
            "OTEL_METRIC_EXPORT_INTERVAL: telemetry.metrics.collection_interval has no effect,"
                + " because no exporter pushes metrics"),
        new Given(folder)
            .environment("OTEL_TRACES_SAMPLER", "always_on")
            .environment("OTEL_TRACES_SAMPLER_ARG", "0.1")
            .environment("OTEL_BSP_SCHEDULE_DELAY", "100")
            .environment("OTEL_METRIC_EXPORT_INTERVAL", "100")
            .notices());
  }

  @Test
  void anExporterCalledAsASectionOfTheKernelIsNotMissed() {
    List<Extension> extensions = new ArrayList<>(Fakes.all());
    extensions.add(Fakes.traceSink("logging", List.of(Setting.text("properties"))));
    assertEquals(
        List.of(),
        new Given(folder, extensions).file("telemetry: {logging: {level: INFO}}").notices());
  }

  @Test
  void aSettingThatAnotherOneOfItsSectionMakesUselessIsPointedOut() {
    Setting<Boolean> secure = Setting.bool("secure").orElse(false).environment("FAKE_SECURE");
    Setting<String> key =
        Setting.text("key")
            .environment("FAKE_KEY")
            .ineffective(values -> !values.get(secure), "secure is false");
    Setting<String> broken =
        Setting.text("broken")
            .ineffective(
                _ -> {
                  throw new StackOverflowError("a bug");
                },
                "it is broken");
    List<Extension> extensions = List.of(Fakes.traceSink("fake", List.of(secure, key, broken)));
    Given given =
        new Given(folder, extensions)
            .file(
                """
                telemetry:
                  tracing: {exporters: [fake]}
                  fake:
                    key: x
                    broken: x
                """);
    assertEquals(
        List.of("telemetry.yaml:4:10: telemetry.fake.key has no effect, because secure is false"),
        given.notices());
    given.environment("FAKE_KEY", "y");
    assertEquals(
        List.of("FAKE_KEY: telemetry.fake.key has no effect, because secure is false"),
        given.notices());
    assertEquals(List.of(), given.environment("FAKE_SECURE", "true").notices());
    assertEquals(
        List.of(),
        new Given(folder, extensions).file("telemetry: {tracing: {exporters: [fake]}}").notices());
  }
}
