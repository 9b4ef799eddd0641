package dev.obs.probe.system;

import dev.obs.spi.HealthCheck;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.HealthCheckConformance;
import dev.obs.testkit.ProbeConformance;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ProbesConformanceTest {

  @Nested
  class Cpu extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new CpuProbe();
    }
  }

  @Nested
  class Memory extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new MemoryProbe();
    }
  }

  @Nested
  class Filesystem extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new FilesystemProbe();
    }
  }

  @Nested
  class Network extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new NetworkProbe();
    }
  }

  @Nested
  class Process extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new ProcessProbe();
    }
  }

  @Nested
  class Jvm extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new JvmProbe();
    }
  }

  @Nested
  class OfMemory extends HealthCheckConformance {
    @Override
    protected HealthCheck check() {
      return new MemoryCheck();
    }

    @Override
    protected Map<String, String> failing() {
      return Map.of("memory", "0");
    }
  }

  @Nested
  class OfDisk extends HealthCheckConformance {
    @Override
    protected HealthCheck check() {
      return new DiskCheck();
    }

    @Override
    protected Map<String, String> failing() {
      return Map.of("disk", "0");
    }
  }
}
