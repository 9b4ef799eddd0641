package dev.obs.spring;

import dev.obs.model.HealthKind;
import dev.obs.spi.KernelView;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The last results of the checks of Obs, without those that are Spring's own. Waits for nothing.
final class ObsHealthIndicator implements HealthIndicator {
  private final KernelView view;

  ObsHealthIndicator(KernelView view) {
    this.view = view;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    for (HealthKind kind : HealthKind.values()) {
      view.health(kind)
          .checks()
          .forEach((name, status) -> {
            if (!name.startsWith(SpringChecks.PREFIX)) {
              health.withDetail(name, status.up() ? "UP" : "DOWN");
              if (!status.up()) {
                health.down();
              }
            }
          });
    }
    return health.build();
  }
}
