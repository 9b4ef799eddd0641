import org.jspecify.annotations.NullMarked;

/// CPU, memory, file systems, network, process and JVM; memory and disk checks.
@NullMarked
module dev.obs.probe.system {
  requires static org.jspecify;
  requires dev.obs.api;
}
