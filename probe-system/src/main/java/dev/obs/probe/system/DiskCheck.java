package dev.obs.probe.system;

import dev.obs.spi.Check;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.Setting;
import java.util.List;

/// The readiness check of the free space on the file system at `/`. If that file system hangs, so
/// does the check, which the kernel reports down after its time-out.
public final class DiskCheck implements HealthCheck {
  private final SpaceReader.Query query;

  /// Creates an instance for [java.util.ServiceLoader].
  public DiskCheck() {
    this(Space::read);
  }

  DiskCheck(SpaceReader.Query query) {
    this.query = query;
  }

  @Override
  public String type() {
    return "disk";
  }

  @Override
  public String name() {
    return "disk_space";
  }

  @Override
  public String section() {
    return CheckSettings.SECTION;
  }

  @Override
  public List<Setting<?>> settings() {
    return CheckSettings.ALL;
  }

  @Override
  public Check open(ExtensionContext context) {
    double threshold = context.get(CheckSettings.DISK);
    return () -> CheckSettings.status(query.read("/").percent(), threshold);
  }
}
