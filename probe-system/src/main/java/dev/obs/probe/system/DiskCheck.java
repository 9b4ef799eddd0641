package dev.obs.probe.system;

import dev.obs.spi.Check;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.Setting;
import java.util.List;

/// Ready while enough space is left on the file system at `/`. Should that file system hang, so
/// does the check, which the kernel reports down after its time-out.
public final class DiskCheck implements HealthCheck {
  private final SpaceReader.Query query;

  /// For [java.util.ServiceLoader].
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
