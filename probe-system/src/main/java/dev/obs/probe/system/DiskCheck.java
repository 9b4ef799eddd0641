package dev.obs.probe.system;

import dev.obs.spi.Check;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.HealthStatus;
import dev.obs.spi.Setting;
import java.time.Duration;
import java.util.List;

/// Ready while enough space is left on the file system at `/`. Down if that file system gives no
/// answer within a second, so that the reason is told before the check's own time-out.
public final class DiskCheck implements HealthCheck {
  private static final Duration LIMIT = Duration.ofSeconds(1);

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
    SpaceReader reader = new SpaceReader(query, LIMIT, context.logger());
    return () -> check(reader, threshold);
  }

  private static HealthStatus check(SpaceReader reader, double threshold)
      throws InterruptedException {
    Space space = reader.read(List.of("/")).get("/");
    return space == null
        ? HealthStatus.unhealthy().with("percent", "no answer").with("threshold", threshold)
        : CheckSettings.status(space.percent(), threshold);
  }
}
