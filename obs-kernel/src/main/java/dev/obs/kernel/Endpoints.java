package dev.obs.kernel;

import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Kind;
import dev.obs.spi.Endpoint;
import dev.obs.spi.KernelView;
import java.io.IOException;
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
      } catch (IOException | RuntimeException failure) {
        ground
            .supervisor()
            .faults()
            .warn("close" + failure, "an endpoint cannot be closed: " + failure);
      }
    }
  }
}
