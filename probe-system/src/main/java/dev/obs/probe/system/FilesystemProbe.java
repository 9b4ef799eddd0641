package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// File systems, by the semantic conventions for system metrics.
///
/// | metric | instrument | unit | attributes |
/// |---|---|---|---|
/// | `system.filesystem.usage` | up-down counter | By | those below and `system.filesystem.state`: used, free, reserved |
/// | `system.filesystem.utilization` | gauge | 1 | the same |
/// | `system.filesystem.limit` | up-down counter | By | `system.device`, `system.filesystem.mountpoint`, `system.filesystem.type`, `system.filesystem.mode` |
///
/// The states add up to the limit. Of the mount points of one file system, the folder nearest to
/// `/` is reported. Pseudo file systems, images that are always full, mounts of other containers,
/// and a file system that does not answer within a second are left out, the last until it answers.
///
/// Summary: `disk_percent`, the used share of the space available to users at `/`; none if `/` has
/// no size.
public final class FilesystemProbe implements SystemProbe {
  private final Source<List<Mount>> mounts;
  private final SpaceReader.Query query;
  private final Duration limit;

  /// Creates an instance for [java.util.ServiceLoader].
  public FilesystemProbe() {
    this(() -> Mount.all(Path.of("/")), Space::read, Duration.ofSeconds(1));
  }

  FilesystemProbe(Source<List<Mount>> mounts, SpaceReader.Query query, Duration limit) {
    this.mounts = mounts;
    this.query = query;
    this.limit = limit;
  }

  @Override
  public String type() {
    return "filesystem";
  }

  @Override
  public Probe open(ExtensionContext context) {
    SpaceReader reader = new SpaceReader(query, limit, context.logger());
    return new Instruments<List<Filesystem>>(context.meter())
        .upDownCounter(
            "system.filesystem.usage",
            "By",
            "Space of a file system by state.",
            (sample, measurement) ->
                sample.forEach(filesystem -> {
                  Space space = filesystem.space();
                  measurement.record(space.used(), filesystem.used());
                  measurement.record(space.usable(), filesystem.free());
                  measurement.record(space.reserved(), filesystem.reserved());
                }))
        .gauge(
            "system.filesystem.utilization",
            "1",
            "Share of the space of a file system by state.",
            (sample, measurement) ->
                sample.forEach(filesystem -> {
                  Space space = filesystem.space();
                  double total = space.total();
                  measurement.record(space.used() / total, filesystem.used());
                  measurement.record(space.usable() / total, filesystem.free());
                  measurement.record(space.reserved() / total, filesystem.reserved());
                }))
        .upDownCounter(
            "system.filesystem.limit",
            "By",
            "Space of a file system.",
            (sample, measurement) ->
                sample.forEach(filesystem ->
                    measurement.record(filesystem.space().total(), filesystem.attributes())))
        .sampledBy(previous -> sample(reader), FilesystemProbe::summary);
  }

  private List<Filesystem> sample(SpaceReader reader) throws Exception {
    List<Filesystem> sample = new ArrayList<>();
    reader
        .read(MeasuredMounts.of(mounts.read()))
        .forEach((mount, space) -> sample.add(Filesystem.of(mount, space)));
    return List.copyOf(sample);
  }

  private static Map<String, Double> summary(List<Filesystem> sample) {
    return sample.stream()
        .filter(filesystem -> filesystem.mountpoint().equals("/"))
        .flatMapToDouble(filesystem -> filesystem.space().percent().stream())
        .boxed()
        .findFirst()
        .map(percent -> Map.of("disk_percent", percent))
        .orElse(Map.of());
  }
}
