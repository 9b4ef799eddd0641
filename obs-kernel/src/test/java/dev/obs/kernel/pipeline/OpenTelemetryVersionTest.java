package dev.obs.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenTelemetryVersionTest {
  @Test
  void isTheOneThatTheBuildUses() {
    assertEquals(
        OpenTelemetryVersion.NEEDED,
        OpenTelemetryVersion.version(OpenTelemetry.class),
        "the message to users names another version than the build");
  }

  @Test
  void hasAllMethods() {
    assertEquals(Optional.empty(), OpenTelemetryVersion.problem());
  }
}
