package dev.obs.kernel.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Checks that misbehave count as down, and their neighbours are not affected.
class HostileChecksTest {
  private final Supervisor supervisor = Supervisors.create();
  private final HealthMonitor monitor =
      new HealthMonitor(supervisor, Duration.ofMillis(20), Duration.ofSeconds(10));

  @AfterEach
  void close() {
    monitor.close();
    supervisor.close();
  }

  private Map<String, HealthStatus> checks() {
    HealthReport report = monitor.report(HealthKind.READINESS);
    return report.checks();
  }

  private String error(String check) {
    return checks().get(check).details().getOrDefault("error", "");
  }

  private static final class Bad extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("no message");
    }
  }

  @Test
  void checksThatThrowOrAnswerNothingAreDown() {
    monitor.register("well", HealthKind.READINESS, HealthStatus::healthy);
    monitor.register(
        "throws",
        HealthKind.READINESS,
        () -> {
          throw new Bad();
        });
    monitor.register("nothing", HealthKind.READINESS, () -> null);
    monitor.register("missing", HealthKind.READINESS, null);
    await().until(() -> checks().get("well").up());
    await().until(() -> error("throws").equals("Bad"));
    await().until(() -> error("nothing").equals("NullPointerException"));
    await().until(() -> error("missing").equals("NullPointerException"));
    assertFalse(monitor.report(HealthKind.READINESS).up());
  }

  @Test
  void detailsOfAnotherMapAreCopiedAsFarAsTheyCanBeRead() {
    Check odd =
        () ->
            new HealthStatus(
                true,
                new TreeMap<>(Map.of("fine", "yes")) {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public void forEach(
                      java.util.function.BiConsumer<? super String, ? super String> action) {
                    super.forEach(action);
                    throw new IllegalStateException("no more");
                  }
                });
    monitor.register("odd", HealthKind.READINESS, odd);
    await().until(() -> checks().get("odd").up());
    assertEquals(Map.of("fine", "yes", "details", "unreadable"), checks().get("odd").details());
  }

  @Test
  void aCheckWithoutANameHasAPlaceholderAndTheNextOneReplacesIt() {
    monitor.register(null, null, () -> HealthStatus.healthy().with("n", 1));
    monitor.register(" ", HealthKind.READINESS, () -> HealthStatus.healthy().with("n", 2));
    await().until(() -> "2".equals(checks().get("unnamed").details().get("n")));
    monitor.register("x".repeat(1 << 20), HealthKind.READINESS, HealthStatus::healthy);
    assertTrue(checks().keySet().stream().allMatch(name -> name.length() <= 256));
  }

  @Test
  void nothingIsAddedAfterTheClose() {
    monitor.close();
    monitor.register("late", HealthKind.READINESS, HealthStatus::healthy).close();
    assertEquals(Map.of(), checks());
  }
}
