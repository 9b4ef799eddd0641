package dev.obs.probe.system;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/// The readiness check of the free space on the file system at `/`. If that file system hangs, so
/// does the check, which the kernel reports down after its time-out. If the figure is unknown, as
/// on an initramfs, the check is up and reports that.
public final class DiskCheck extends UsageCheck {
  private final SpaceReader.Query query;

  /// Creates an instance for [java.util.ServiceLoader].
  public DiskCheck() {
    this(Space::read);
  }

  DiskCheck(SpaceReader.Query query) {
    super(DISK, "disk_space");
    this.query = query;
  }

  @Override
  OptionalDouble percent() {
    try {
      Optional<Space> space = query.read("/");
      return space.isPresent() ? space.get().percent() : OptionalDouble.empty();
    } catch (IOException unreadable) {
      return OptionalDouble.empty();
    }
  }
}
