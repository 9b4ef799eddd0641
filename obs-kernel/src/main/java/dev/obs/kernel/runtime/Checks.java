package dev.obs.kernel.runtime;

import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.Dependency;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.health.HttpCheck;
import dev.obs.kernel.health.TcpCheck;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.spi.Check;
import dev.obs.spi.HealthCheck;
import java.util.List;

/// The health checks of plugins and of the configuration.
public final class Checks {
  private Checks() {}

  /// Opens the checks and starts them.
  ///
  /// @param lifecycle gets the close of the monitor
  public static HealthMonitor open(
      KernelContext context, ExtensionOpener opener, Lifecycle lifecycle) {
    HealthMonitor monitor =
        new HealthMonitor(
            context.supervisor(),
            context.configuration().get(CoreSettings.CHECKS_INTERVAL),
            context.configuration().get(CoreSettings.CHECKS_TIMEOUT));
    lifecycle.own("checks", deadline -> monitor.close());
    for (ExtensionProvider provider : opener.selected(ExtensionKind.HEALTH_CHECK)) {
      opener
          .open(provider, HealthCheck.class, (check, given) -> new Open(check, check.open(given)))
          .ifPresent(open -> {
            monitor.register(open.check.name(), open.check.kind(), open.call);
            provider.activate(List.of());
          });
    }
    for (Dependency dependency : context.configuration().dependencies()) {
      monitor.register(
          dependency.name(), dependency.kind(), check(dependency), dependency.timeout());
    }
    return monitor;
  }

  private static Check check(Dependency dependency) {
    return switch (dependency.target()) {
      case Dependency.Tcp tcp -> new TcpCheck(tcp.host(), tcp.port(), dependency.timeout());
      case Dependency.Http http -> new HttpCheck(http.url(), dependency.timeout());
    };
  }

  private record Open(HealthCheck check, Check call) {}
}
