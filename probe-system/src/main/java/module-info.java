import dev.obs.probe.system.CpuProbe;
import dev.obs.probe.system.DiskCheck;
import dev.obs.probe.system.FilesystemProbe;
import dev.obs.probe.system.JvmProbe;
import dev.obs.probe.system.MemoryCheck;
import dev.obs.probe.system.MemoryProbe;
import dev.obs.probe.system.NetworkProbe;
import dev.obs.probe.system.ProcessProbe;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.SystemProbe;
import org.jspecify.annotations.NullMarked;

/// CPU, memory, file systems, network, process and JVM by OpenTelemetry's semantic conventions
/// (1.44.0), and the readiness checks of memory and disk. For Linux, where inside a container the
/// container's limits count; the JVM's metrics and the disk check work everywhere.
///
/// Nothing here starts a process, runs native code of its own or talks to a network. That is why
/// OSHI is used through its readers of `/proc` and not through `SystemInfo`, which starts `uname`,
/// `getconf`, `id`, and `lsblk` at each look at the file systems.
@NullMarked
module dev.obs.probe.system {
  requires static org.jspecify;
  requires dev.obs.api;
  requires com.github.oshi.common;
  requires java.management;
  requires jdk.management;

  provides SystemProbe with
      CpuProbe,
      MemoryProbe,
      FilesystemProbe,
      NetworkProbe,
      ProcessProbe,
      JvmProbe;
  provides HealthCheck with
      MemoryCheck,
      DiskCheck;
}
