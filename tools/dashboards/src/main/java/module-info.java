import org.jspecify.annotations.NullMarked;

/// The source of the Grafana dashboards: a small language for them, and one class for each.
@NullMarked
module dev.obs.dashboards {
  requires static org.jspecify;
  requires dev.obs.codec;
}
