package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The figures of this machine compared with other sources: the kernel's own files, read
/// independently and if possible from another place, and the JDK.
class ThisMachineTest {
  private static final OperatingSystemMXBean JDK =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final TestContext context = new TestContext();

  @Test
  void memoryAgreesWithTheKernelAndTheJdk() throws Exception {
    Probe probe = sampled(new MemoryProbe());
    long limit = number("system.memory.limit", Map.of());
    long used = number("system.memory.usage", Map.of("system.memory.state", "used"));
    long free = number("system.memory.usage", Map.of("system.memory.state", "free"));
    assertEquals(JDK.getTotalMemorySize(), limit);
    assertEquals(limit, used + free);
    if (limit == kibibytes("/proc/meminfo", "MemTotal:")) {
      assertNear(kibibytes("/proc/meminfo", "MemAvailable:"), free, limit / 10);
    }
    assertEquals(100.0 * used / limit, probe.summary().get("memory_percent"), 1e-9);
    assertEquals(Memory.read(Path.of("/")).percent(), probe.summary().get("memory_percent"), 10);
  }

  @Test
  void cpuAgreesWithTheKernel() throws Exception {
    Probe probe = sampled(new CpuProbe());
    probe.sample();
    List<Double> ticks =
        Stream.of(line("/proc/stat", "cpu ").split("\\s+")).skip(1).map(Double::valueOf).toList();
    assertEquals(ticks.get(0) / 100, seconds("user"), 5);
    assertEquals(ticks.get(3) / 100, seconds("idle"), 5);
    assertEquals((ticks.get(5) + ticks.get(6)) / 100, seconds("interrupt"), 5);
    try (Stream<Path> folders = Files.list(Path.of("/sys/devices/system/cpu"))) {
      assertEquals(
          folders.filter(folder -> folder.getFileName().toString().matches("cpu\\d+")).count(),
          number("system.cpu.logical.count", Map.of()));
    }
  }

  @Test
  void utilizationShowsWorkAndAddsUpToOne() throws Exception {
    Probe system = sampled(new CpuProbe());
    Probe process = sampled(new ProcessProbe());
    assertTrue(system.summary().containsKey("cpu_percent"), "from the first sample on");
    assertTrue(context.metric("process.cpu.utilization").isPresent(), "from the first sample on");
    long end = System.nanoTime() + 500_000_000;
    long work = 0;
    while (System.nanoTime() < end) {
      work += System.nanoTime() % 7;
    }
    assertTrue(work > 0);
    system.sample();
    process.sample();
    double sum =
        context
            .metric("system.cpu.utilization")
            .orElseThrow()
            .getDoubleGaugeData()
            .getPoints()
            .stream()
            .mapToDouble(DoublePointData::getValue)
            .sum();
    assertEquals(1, sum, 1e-9);
    double percent = system.summary().get("cpu_percent");
    assertTrue(percent > 5 && percent <= 100, "cpu_percent " + percent);
    double user = decimal("process.cpu.utilization", Map.of("cpu.mode", "user"));
    assertTrue(user > 0.02 && user <= 1, "process " + user);
  }

  @Test
  void processAgreesWithTheKernelAndTheJdk() throws Exception {
    sampled(new ProcessProbe());
    double cpu =
        decimal("process.cpu.time", Map.of("cpu.mode", "user"))
            + decimal("process.cpu.time", Map.of("cpu.mode", "system"));
    assertEquals(JDK.getProcessCpuTime() / 1e9, cpu, 2);
    long resident = kibibytes("/proc/self/status", "VmRSS:");
    assertNear(resident, number("process.memory.usage", Map.of()), resident / 4);
    long virtual = kibibytes("/proc/self/status", "VmSize:");
    assertNear(virtual, number("process.memory.virtual", Map.of()), virtual / 4);
    long threads = Long.parseLong(line("/proc/self/status", "Threads:").split("\\s+")[1]);
    assertNear(threads, number("process.thread.count", Map.of()), 10);
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      assertNear(descriptors.count(), number("process.unix.file_descriptor.count", Map.of()), 10);
    }
    double uptime = decimal("process.uptime", Map.of());
    assertEquals(ManagementFactory.getRuntimeMXBean().getUptime() / 1e3, uptime, 5);
    assertTrue(number("process.paging.faults", Map.of("system.paging.fault.type", "minor")) > 1000);
  }

  @Test
  void networkAgreesWithTheKernelsOtherTable() throws Exception {
    sampled(new NetworkProbe());
    Path statistics = Path.of("/sys/class/net/lo/statistics");
    Map<String, String> received =
        Map.of("network.interface.name", "lo", "network.io.direction", "receive");
    Map<String, String> transmitted =
        Map.of("network.interface.name", "lo", "network.io.direction", "transmit");
    assertNear(figure(statistics, "rx_bytes"), number("system.network.io", received), 1 << 20);
    assertNear(figure(statistics, "tx_bytes"), number("system.network.io", transmitted), 1 << 20);
    assertNear(
        figure(statistics, "rx_packets"), number("system.network.packet.count", received), 1000);
    assertNear(
        figure(statistics, "tx_dropped"), number("system.network.packet.dropped", transmitted), 10);
    assertNear(figure(statistics, "rx_errors"), number("system.network.errors", received), 10);
  }

  @Test
  void fileSystemAgreesWithTheJdk() throws Exception {
    Probe probe =
        sampled(
            new FilesystemProbe(() -> Mount.all(Path.of("/")), Space::read, Duration.ofMinutes(1)));
    FileStore root = Files.getFileStore(Path.of("/"));
    Map<String, String> mount = Map.of("system.filesystem.mountpoint", "/");
    assertEquals(root.getTotalSpace(), number("system.filesystem.limit", mount));
    long free = number("system.filesystem.usage", with(mount, "free"));
    long used = number("system.filesystem.usage", with(mount, "used"));
    long reserved = number("system.filesystem.usage", with(mount, "reserved"));
    assertEquals(root.getTotalSpace(), used + free + reserved);
    assertNear(root.getUsableSpace(), free, root.getTotalSpace() / 20);
    assertEquals(100.0 * used / (used + free), probe.summary().get("disk_percent"), 1e-9);
    Attributes attributes =
        context
            .metric("system.filesystem.limit")
            .orElseThrow()
            .getLongSumData()
            .getPoints()
            .stream()
            .map(LongPointData::getAttributes)
            .filter(point -> matches(point, mount))
            .findFirst()
            .orElseThrow();
    assertEquals(root.type(), attributes.get(AttributeKey.stringKey("system.filesystem.type")));
  }

  @Test
  void jvmAgreesWithItself() throws Exception {
    sampled(new JvmProbe());
    assertEquals(Runtime.getRuntime().availableProcessors(), number("jvm.cpu.count", Map.of()));
    long heap =
        points("jvm.memory.used", Map.of("jvm.memory.type", "heap"))
            .mapToLong(LongPointData::getValue)
            .sum();
    assertNear(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), heap, 64 << 20);
    long threads = points("jvm.thread.count", Map.of()).mapToLong(LongPointData::getValue).sum();
    assertNear(ManagementFactory.getThreadMXBean().getThreadCount(), threads, 5);
    assertNear(
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        number("jvm.class.count", Map.of()),
        500);
  }

  private Probe sampled(SystemProbe probe) throws Exception {
    Probe open = probe.open(context);
    open.sample();
    return open;
  }

  private double seconds(String mode) {
    return decimal("system.cpu.time", Map.of("cpu.mode", mode));
  }

  private long number(String metric, Map<String, String> attributes) {
    return points(metric, attributes).findFirst().orElseThrow().getValue();
  }

  private Stream<LongPointData> points(String metric, Map<String, String> attributes) {
    return context.metric(metric).orElseThrow().getLongSumData().getPoints().stream()
        .filter(point -> matches(point.getAttributes(), attributes));
  }

  private double decimal(String name, Map<String, String> attributes) {
    MetricData metric = context.metric(name).orElseThrow();
    return Stream.concat(
            metric.getDoubleGaugeData().getPoints().stream(),
            metric.getDoubleSumData().getPoints().stream())
        .filter(point -> matches(point.getAttributes(), attributes))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static boolean matches(Attributes attributes, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(entry ->
            entry.getValue().equals(attributes.get(AttributeKey.stringKey(entry.getKey()))));
  }

  private static Map<String, String> with(Map<String, String> mount, String state) {
    return Map.of(
        "system.filesystem.mountpoint",
        mount.get("system.filesystem.mountpoint"),
        "system.filesystem.state",
        state);
  }

  private static long kibibytes(String file, String key) throws Exception {
    return Long.parseLong(line(file, key).split("\\s+")[1]) * 1024;
  }

  private static String line(String file, String key) throws Exception {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(key))
        .findFirst()
        .orElseThrow();
  }

  private static long figure(Path folder, String name) throws Exception {
    return Long.parseLong(Files.readString(folder.resolve(name)).strip());
  }

  private static void assertNear(long expected, long actual, long tolerance) {
    assertTrue(
        Math.abs(expected - actual) <= tolerance,
        () -> "expected " + expected + " within " + tolerance + ", was " + actual);
  }
}
