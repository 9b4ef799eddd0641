package dev.obs.kernel;

import java.lang.module.ModuleDescriptor;

/// The version of Obs: that of the kernel's module, or of its jar on the class path.
public final class Version {
  /// Such as `0.1.0`.
  public static final String CURRENT = find();

  private Version() {}

  private static String find() {
    ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
    if (descriptor != null) {
      return descriptor.rawVersion().orElse("unknown");
    }
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
