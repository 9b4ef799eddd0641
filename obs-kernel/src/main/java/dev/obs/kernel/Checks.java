package dev.obs.kernel;

import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.Dependency;
import dev.obs.kernel.extension.Component;
import dev.obs.kernel.extension.Kind;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.health.HttpCheck;
import dev.obs.kernel.health.TcpCheck;
import dev.obs.spi.Check;
import dev.obs.spi.HealthCheck;
import java.util.List;

/// The health checks of plugins and of the configuration.
final class Checks {
  private Checks() {}

  static HealthMonitor monitor(Ground ground) {
    return new HealthMonitor(
        ground.supervisor(),
        ground.configuration().get(CoreSettings.CHECKS_INTERVAL),
        ground.configuration().get(CoreSettings.CHECKS_TIMEOUT));
  }

  static void open(Ground ground, Opener opener, HealthMonitor monitor) {
    for (Component component : opener.selected(Kind.HEALTH_CHECK)) {
      opener
          .open(
              component,
              HealthCheck.class,
              (check, context) -> new Open(check, check.open(context)))
          .ifPresent(open -> {
            monitor.register(open.check.name(), open.check.kind(), open.call);
            component.activate(List.of());
          });
    }
    for (Dependency dependency : ground.configuration().dependencies()) {
      monitor.register(
          dependency.name(), dependency.kind(), check(dependency), dependency.timeout());
    }
  }

  private static Check check(Dependency dependency) {
    return switch (dependency.target()) {
      case Dependency.Tcp tcp -> new TcpCheck(tcp.host(), tcp.port(), dependency.timeout());
      case Dependency.Http http -> new HttpCheck(http.url(), dependency.timeout());
    };
  }

  private record Open(HealthCheck check, Check call) {}
}
