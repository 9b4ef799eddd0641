package dev.obs.kernel.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Health;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Names of checks are unique within their kind.
class CheckNamesTest {
  private final Collection<String> lines = new ConcurrentLinkedQueue<>();
  private final Supervisor supervisor = Supervisors.create(lines);
  private final HealthMonitor monitor =
      new HealthMonitor(supervisor, Duration.ofMillis(20), Duration.ofSeconds(10));

  @AfterEach
  void close() {
    monitor.close();
    supervisor.close();
  }

  private HealthStatus status(HealthKind kind, String name) {
    return monitor.report(kind).checks().get(name);
  }

  @Test
  void checksOfOneNameAndDifferentKindsStandSideBySide() {
    monitor.register("db", HealthKind.READINESS, HealthStatus::unhealthy);
    Health.Registration alive = monitor.register("db", HealthKind.LIVENESS, HealthStatus::healthy);
    await().until(() -> status(HealthKind.LIVENESS, "db").up());
    await().until(() -> status(HealthKind.READINESS, "db").details().isEmpty());
    assertFalse(monitor.report(HealthKind.READINESS).up());
    assertTrue(monitor.report(HealthKind.LIVENESS).up());
    alive.close();
    assertEquals(Set.of("obs_threads"), monitor.report(HealthKind.LIVENESS).checks().keySet());
    assertEquals(Set.of("db"), monitor.report(HealthKind.READINESS).checks().keySet());
    assertTrue(lines.isEmpty(), lines::toString);
  }

  @Test
  void aReplacementStaysWithinItsKindAndIsLogged() {
    Health.Registration first =
        monitor.register("db", HealthKind.READINESS, HealthStatus::unhealthy);
    monitor.register("db", HealthKind.STARTUP, HealthStatus::unhealthy);
    monitor.register("db", HealthKind.READINESS, HealthStatus::healthy);
    await().until(() -> status(HealthKind.READINESS, "db").up());
    first.close(); // no longer its own
    assertTrue(status(HealthKind.READINESS, "db").up());
    assertFalse(status(HealthKind.STARTUP, "db").up());
    assertEquals(
        List.of("another readiness check 'db' replaces the one of the same name"),
        List.copyOf(lines));
  }

  @Test
  void aProcessThatEndsIsAliveAndNotReady() {
    monitor.register("obs_shutdown", HealthKind.READINESS, HealthStatus::healthy);
    assertTrue(monitor.report(HealthKind.READINESS).up());
    assertEquals(Set.of(), monitor.report(HealthKind.READINESS).checks().keySet());
    monitor.drain();
    assertFalse(monitor.report(HealthKind.READINESS).up());
    assertEquals("true", status(HealthKind.READINESS, "obs_shutdown").details().get("draining"));
    assertTrue(monitor.report(HealthKind.LIVENESS).up());
  }

  @Test
  void theChecksOfTheKernelAreNeverReplaced() {
    assertFalse(monitor.report(HealthKind.STARTUP).up());
    monitor.started();
    monitor.register("obs_threads", HealthKind.LIVENESS, HealthStatus::unhealthy).close();
    monitor.register("kernel", HealthKind.STARTUP, HealthStatus::unhealthy).close();
    assertTrue(monitor.report(HealthKind.LIVENESS).up());
    assertTrue(monitor.report(HealthKind.STARTUP).up());
    monitor.register("kernel", HealthKind.READINESS, HealthStatus::unhealthy);
    assertFalse(monitor.report(HealthKind.READINESS).up());
    assertEquals(
        List.of(
            "Obs has a liveness check 'obs_threads' of its own; the other one is not called",
            "Obs has a startup check 'kernel' of its own; the other one is not called"),
        List.copyOf(lines));
  }
}
