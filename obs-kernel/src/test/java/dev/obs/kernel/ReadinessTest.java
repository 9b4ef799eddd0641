package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Extension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  @TempDir Path folder;

  private Kernel start(String yaml, Extension... extensions) throws IOException {
    return Fakes.start(folder, yaml, extensions);
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
}
