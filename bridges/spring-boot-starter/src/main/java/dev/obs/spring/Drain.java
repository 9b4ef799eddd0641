package dev.obs.spring;

import dev.obs.api.Health;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;

/// The state of the application in the checks of Obs. Started last and stopped first: readiness is
/// down before the web server refuses requests and finishes those in progress.
final class Drain implements SmartLifecycle {
  private final Health health;
  private final ObjectProvider<ApplicationAvailability> availability;
  private final AtomicBoolean running = new AtomicBoolean();

  Drain(Health health, ObjectProvider<ApplicationAvailability> availability) {
    this.health = health;
    this.availability = availability;
  }

  @Override
  public void start() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    health.register("spring_readiness", HealthKind.READINESS, this::readiness);
    health.register("spring_liveness", HealthKind.LIVENESS, this::liveness);
  }

  private HealthStatus readiness() {
    ApplicationAvailability state = availability.getIfAvailable();
    return HealthStatus.of(
        running.get()
            && (state == null || state.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC));
  }

  private HealthStatus liveness() {
    ApplicationAvailability state = availability.getIfAvailable();
    return HealthStatus.of(state == null || state.getLivenessState() == LivenessState.CORRECT);
  }

  @Override
  public void stop() {
    if (running.compareAndSet(true, false)) {
      // A new check is down at once, until its first result; an earlier one waits for its schedule.
      health.register("spring_shutdown", HealthKind.READINESS, HealthStatus::unhealthy);
    }
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
