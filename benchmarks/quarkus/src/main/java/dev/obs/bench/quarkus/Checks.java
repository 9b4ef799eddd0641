package dev.obs.bench.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Ten checks that are always up.
@ApplicationScoped
public class Checks {

  private static HealthCheck up(int number) {
    return () -> HealthCheckResponse.up("check" + number);
  }

  @Produces
  @Liveness
  HealthCheck check1() {
    return up(1);
  }

  @Produces
  @Liveness
  HealthCheck check2() {
    return up(2);
  }

  @Produces
  @Liveness
  HealthCheck check3() {
    return up(3);
  }

  @Produces
  @Liveness
  HealthCheck check4() {
    return up(4);
  }

  @Produces
  @Liveness
  HealthCheck check5() {
    return up(5);
  }

  @Produces
  @Liveness
  HealthCheck check6() {
    return up(6);
  }

  @Produces
  @Liveness
  HealthCheck check7() {
    return up(7);
  }

  @Produces
  @Liveness
  HealthCheck check8() {
    return up(8);
  }

  @Produces
  @Liveness
  HealthCheck check9() {
    return up(9);
  }

  @Produces
  @Liveness
  HealthCheck check10() {
    return up(10);
  }
}
