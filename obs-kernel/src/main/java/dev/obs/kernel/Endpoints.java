package dev.obs.kernel;

import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Kind;
import dev.obs.spi.Endpoint;
import dev.obs.spi.KernelView;
import dev.obs.spi.SafeText;
import java.util.ArrayList;
import java.util.List;

/// The open endpoints.
final class Endpoints {
  private final Ground ground;
  private final List<Endpoint.Served> served = new ArrayList<>();

  Endpoints(Ground ground) {
    this.ground = ground;
  }

  void open(Opener opener, KernelView view) {
    for (Component component : opener.selected(Kind.ENDPOINT)) {
      opener
          .open(component, Endpoint.class, (endpoint, context) -> endpoint.open(context, view))
          .ifPresent(open -> {
            served.add(open);
            component.activate(open.addresses());
          });
    }
  }

  void close() {
    for (Endpoint.Served open : served.reversed()) {
      try {
        open.close();
      } catch (Throwable failure) {
        ground
            .supervisor()
            .faults()
            .warn(
                "close endpoint" + failure.getClass().getName(),
                "an endpoint cannot be closed: " + SafeText.of(failure));
      }
    }
  }
}
