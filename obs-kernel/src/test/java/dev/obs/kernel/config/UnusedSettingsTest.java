package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
