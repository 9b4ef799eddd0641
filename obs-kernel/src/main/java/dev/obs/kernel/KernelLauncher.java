package dev.obs.kernel;

import dev.obs.api.KernelProvider;
import dev.obs.api.Obs;

/// The provider that [Obs#start] finds.
public final class KernelLauncher implements KernelProvider {
  /// For [java.util.ServiceLoader].
  public KernelLauncher() {}

  @Override
  public Obs start(Options options) {
    Kernel kernel = Kernel.startIn(options);
    if (options.global()) {
      kernel.closeOnExit();
    }
    return kernel;
  }
}
