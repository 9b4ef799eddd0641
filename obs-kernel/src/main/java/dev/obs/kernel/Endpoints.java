package dev.obs.kernel;

import dev.obs.kernel.extension.Component;
import dev.obs.kernel.extension.Kind;
import dev.obs.spi.Endpoint;
import dev.obs.spi.KernelView;

/// The endpoints, which show what the kernel does.
final class Endpoints {
  private Endpoints() {}

  /// Opens the endpoints.
  ///
  /// @param closing gets the close of each
  static void open(Opener opener, KernelView view, Closing closing) {
    for (Component component : opener.selected(Kind.ENDPOINT)) {
      opener
          .open(component, Endpoint.class, (endpoint, context) -> endpoint.open(context, view))
          .ifPresent(open -> {
            closing.foreign(component.toString(), _ -> open.close());
            component.activate(open.addresses());
          });
    }
  }
}
