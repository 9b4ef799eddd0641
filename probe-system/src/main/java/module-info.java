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
/// (1.44.0), and the readiness checks of memory and disk. For Linux, and inside a container with
/// the container's limits; the JVM's metrics and the disk check work everywhere.
///
/// This module starts no process, runs no native code of its own and uses no network. For this
/// reason it uses OSHI's readers of `/proc` and not `SystemInfo`, which starts `uname`, `getconf`,
/// `id`, and `lsblk` at each read of the file systems.
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
