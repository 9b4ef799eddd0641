package dev.obs.kernel.runtime;

import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.spi.Endpoint;
import dev.obs.spi.KernelView;

/// The endpoints, which show what the kernel does.
public final class Endpoints {
  private Endpoints() {}

  /// Opens the endpoints.
  ///
  /// @param view the state that they show
  /// @param lifecycle gets the close of each
  public static void open(ExtensionOpener opener, KernelView view, Lifecycle lifecycle) {
    for (ExtensionProvider provider : opener.selected(ExtensionKind.ENDPOINT)) {
      opener
          .open(provider, Endpoint.class, (endpoint, context) -> endpoint.open(context, view))
          .ifPresent(open -> {
            lifecycle.foreign(provider.toString(), deadline -> open.close());
            provider.activate(open.addresses());
          });
    }
  }
}
