package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Standard variables that have no effect here, each with a notice.
class StandardVariablesTest {
  @TempDir Path folder;

  @Test
  void aVariableWithoutEffectSaysSoOnce() {
    assertEquals(
        List.of("OTEL_LOG_LEVEL: has no effect; set telemetry.logging.level"),
        new Given(folder)
            .environment("OTEL_LOG_LEVEL", "debug")
            .environment("OTEL_CONFIG_FILE", " ")
            .environment("OTEL_JAVAAGENT_ENABLED", "true")
            .notices());
  }

  @Test
  void aVariableOfAModuleThatIsNotThereNamesTheModule() {
    Given given =
        new Given(folder, List.of())
            .environment("OTEL_EXPORTER_OTLP_TIMEOUT", "10")
            .environment("OTEL_EXPORTER_PROMETHEUS_PORT", "9464");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_OTLP_TIMEOUT: has no effect; no module provides this; put exporter-otlp"
                + " on the module path",
            "OTEL_EXPORTER_PROMETHEUS_PORT: has no effect; no module provides this; put"
                + " exporter-prometheus on the module path"),
        given.notices());
  }

  @Test
  void aVariableThatAnotherModuleMayReadGetsNoNotice() {
    Extension foreign = Fakes.traceSink("zipkin", List.of(Setting.text("properties")));
    assertEquals(
        List.of(),
        new Given(folder, List.of(foreign))
            .environment("OTEL_EXPORTER_ZIPKIN_ENDPOINT", "http://h:9411/api/v2/spans")
            .notices());
  }
}
