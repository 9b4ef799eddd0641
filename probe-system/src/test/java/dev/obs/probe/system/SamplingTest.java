package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The common rule of all probes: only a sample reads the system.
class SamplingTest {
  private final TestContext context = new TestContext();

  /// A probe whose reads of the system are counted.
  record Counted(SystemProbe probe, AtomicInteger reads) {

    @Override
    public String toString() {
      return probe.type();
    }
  }

  static Stream<Counted> probes() {
    return Stream.of(
        counted(reads -> new CpuProbe(() -> count(reads, CpuReading.now()))),
        counted(reads -> new MemoryProbe(() -> count(reads, MemoryReading.now()))),
        counted(reads ->
            new FilesystemProbe(
                () ->
                    count(
                        reads,
                        Mount.all(Path.of("/")).stream()
                            .filter(mount -> mount.point().equals("/"))
                            .toList()),
                mountpoint -> count(reads, Space.read(mountpoint)),
                Duration.ofMinutes(1))),
        counted(reads -> new NetworkProbe(() -> count(reads, NetworkInterface.all(Path.of("/"))))),
        counted(reads -> new ProcessProbe(() -> count(reads, ProcessReading.now()))),
        counted(reads -> new JvmProbe(() -> count(reads, JvmSample.now()))));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void onlySamplesReadTheSystem(Counted counted) throws Exception {
    try (Probe probe = counted.probe().open(context)) {
      assertTrue(context.metrics().isEmpty(), "nothing before the first sample");
      assertEquals(Map.of(), probe.summary());
      assertEquals(0, counted.reads().get());
      probe.sample();
      int reads = counted.reads().get();
      assertTrue(reads > 0);
      for (int scrape = 0; scrape < 3; scrape++) {
        assertFalse(context.metrics().isEmpty());
        probe.summary();
      }
      assertEquals(reads, counted.reads().get());
    }
  }

  @ParameterizedTest
  @MethodSource("probes")
  void closeUnregisters(Counted counted) throws Exception {
    Probe probe = counted.probe().open(context);
    probe.sample();
    assertFalse(context.metrics().isEmpty());
    probe.close();
    assertEquals(
        List.of(),
        context.metrics().stream()
            .filter(metric -> !metric.getName().equals("jvm.gc.duration"))
            .toList());
  }

  @Test
  void failedSampleLeavesTheLastOne() throws Exception {
    AtomicReference<MemoryReading> reading =
        new AtomicReference<>(new MemoryReading(new Memory(200, 50), 0, 0, 0, 0));
    Probe probe =
        new MemoryProbe(
                () -> {
                  MemoryReading now = reading.get();
                  if (now == null) {
                    throw new IOException("unreadable");
                  }
                  return now;
                })
            .open(context);
    probe.sample();
    reading.set(null);
    assertThrows(IOException.class, probe::sample);
    assertEquals(Map.of("memory_percent", 25.0), probe.summary());
    assertTrue(context.metric("system.memory.limit").isPresent());
  }

  @Test
  void unknownFiguresAreNotReported() throws Exception {
    Probe probe =
        new ProcessProbe(() -> new ProcessReading(1, 1, 2, -4096, -1, -1, -1, -1, -1, -1, -1, 8, 9))
            .open(context);
    probe.sample();
    for (String unknown :
        List.of(
            "process.memory.usage",
            "process.memory.virtual",
            "process.thread.count",
            "process.paging.faults")) {
      assertTrue(context.metric(unknown).isEmpty(), unknown);
    }
    assertTrue(context.metric("process.disk.io").isEmpty());
    assertTrue(context.metric("process.unix.file_descriptor.count").isEmpty());
    assertTrue(context.metric("process.cpu.utilization").isPresent(), "since the start");
    assertTrue(context.metric("process.cpu.time").isPresent());
  }

  private interface Making {
    SystemProbe with(AtomicInteger reads);
  }

  private static Counted counted(Making making) {
    AtomicInteger reads = new AtomicInteger();
    return new Counted(making.with(reads), reads);
  }

  private static <T> T count(AtomicInteger reads, T figures) {
    reads.incrementAndGet();
    return figures;
  }
}
