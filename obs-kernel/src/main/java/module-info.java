import org.jspecify.annotations.NullMarked;

/// Configuration, discovery, lifecycle, lanes, operations, logs and health.
@NullMarked
module dev.obs.kernel {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires dev.obs.codec;
  requires org.snakeyaml.engine;
}
