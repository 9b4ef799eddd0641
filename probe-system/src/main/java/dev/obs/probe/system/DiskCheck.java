package dev.obs.probe.system;

import java.io.IOException;
import java.util.OptionalDouble;

/// The readiness check of the free space on the file system at `/`. If that file system hangs, so
/// does the check, which the kernel reports down after its time-out.
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
  OptionalDouble percent() throws IOException {
    return OptionalDouble.of(query.read("/").percent());
  }
}
