package dev.obs.probe.system;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The readiness check of the free space on the file system at `/`. If that file system hangs, so
/// does the check, which the kernel reports down after its time-out. If the figure is unknown, the
/// check is up and reports that.
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
    return () -> {
      OptionalDouble percent = percent();
      return percent.isPresent()
          ? CheckSettings.status(percent.getAsDouble(), threshold)
          : HealthStatus.healthy().with("percent", "unknown").with("threshold", threshold);
    };
  }

  /// Returns the used share, or empty if the file system does not report it, such as an initramfs.
  private OptionalDouble percent() {
    try {
      Optional<Space> space = query.read("/");
      return space.isPresent() ? space.get().percent() : OptionalDouble.empty();
    } catch (IOException unreadable) {
      return OptionalDouble.empty();
    }
  }
}
