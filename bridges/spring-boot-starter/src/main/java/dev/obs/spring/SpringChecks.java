package dev.obs.spring;

import dev.obs.api.Health;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/// Makes the indicators of Spring checks of readiness, called on the schedule of Obs and under its
/// time-out. Their details are left out: they may hold names of hosts and texts of exceptions.
final class SpringChecks implements SmartInitializingSingleton {
  /// The beginning of the names of all checks that come from Spring.
  static final String PREFIX = "spring_";

  /// The state of the application, which Obs has already.
  private static final Set<String> AVAILABILITY = Set.of("livenessState", "readinessState");

  private final Health health;
  private final HealthContributorRegistry registry;

  SpringChecks(Health health, HealthContributorRegistry registry) {
    this.health = health;
    this.registry = registry;
  }

  @Override
  public void afterSingletonsInstantiated() {
    registerAll(PREFIX, registry);
  }

  private void registerAll(String prefix, HealthContributors contributors) {
    for (HealthContributors.Entry entry : contributors) {
      if (!AVAILABILITY.contains(entry.name())) {
        register(prefix + entry.name(), entry.contributor());
      }
    }
  }

  private void register(String name, HealthContributor contributor) {
    if (contributor instanceof CompositeHealthContributor composite) {
      registerAll(name + "_", composite);
    } else if (contributor instanceof HealthIndicator indicator
        && !(contributor instanceof ObsHealthIndicator)) {
      health.register(name, HealthKind.READINESS, () -> status(indicator));
    }
  }

  private static HealthStatus status(HealthIndicator indicator) {
    org.springframework.boot.health.contributor.Health result = indicator.health(false);
    Status status = result == null ? Status.UNKNOWN : result.getStatus();
    return HealthStatus.of(status.equals(Status.UP) || status.equals(Status.UNKNOWN))
        .with("status", status.getCode());
  }
}
