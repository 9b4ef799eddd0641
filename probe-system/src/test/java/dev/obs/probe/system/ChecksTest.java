package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import dev.obs.spi.HealthCheck;
import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

  @Test
  void namesAndSettingsAreThoseOfTheConfiguration() {
    List<HealthCheck> checks = List.of(new MemoryCheck(), new DiskCheck());
    assertEquals(List.of("memory", "disk"), checks.stream().map(HealthCheck::type).toList());
    assertEquals(
        List.of("memory_available", "disk_space"), checks.stream().map(HealthCheck::name).toList());
    for (HealthCheck check : checks) {
      assertEquals("health.checks", check.section());
      assertEquals(HealthKind.READINESS, check.kind());
      assertEquals(List.of(UsageCheck.MEMORY, UsageCheck.DISK), check.settings());
    }
  }

  @Test
  void memoryIsReadyUpToItsThreshold(@TempDir Path root) throws Exception {
    new Tree(root).file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 100 kB\n");
    HealthStatus status = new MemoryCheck(root).open(new TestContext()).check();
    assertTrue(status.up());
    assertEquals(Map.of("percent", "90.0", "threshold", "90.0"), status.details());

    new Tree(root).file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 99 kB\n");
    assertFalse(new MemoryCheck(root).open(new TestContext()).check().up());
    assertTrue(
        new MemoryCheck(root).open(new TestContext().with(UsageCheck.MEMORY, 95.0)).check().up());
  }

  @Test
  void memoryCountsTheContainer(@TempDir Path root) throws Exception {
    new Tree(root)
        .unified("/", "/")
        .file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 900 kB\n")
        .file("sys/fs/cgroup/memory.max", "100000")
        .file("sys/fs/cgroup/memory.current", "95000")
        .file("sys/fs/cgroup/memory.stat", "inactive_file 0\n");
    HealthStatus status = new MemoryCheck(root).open(new TestContext()).check();
    assertFalse(status.up());
    assertEquals("95.0", status.details().get("percent"));
  }

  @Test
  void memoryThatNobodyKnowsIsNoReasonToBeDown(@TempDir Path root) throws Exception {
    HealthStatus status = new MemoryCheck(root).open(new TestContext()).check();
    assertTrue(status.up());
    assertEquals("unknown", status.details().get("percent"));
  }

  @Test
  void memoryWithoutAFigureOfItsFreePartIsNoReasonToBeDown(@TempDir Path root) throws Exception {
    new Tree(root).file("proc/meminfo", "MemTotal: 1000 kB\nMemFree: 1 kB\n");
    HealthStatus status = new MemoryCheck(root).open(new TestContext()).check();
    assertTrue(status.up());
    assertEquals("unknown", status.details().get("percent"));
  }

  @Test
  void diskIsReadyUpToItsThreshold() throws Exception {
    assertTrue(disk(new Space(1000, 100, 100)).check().up());
    assertFalse(disk(new Space(1000, 99, 99)).check().up());
  }

  @Test
  void diskCountsWhatUsersCanHave() throws Exception {
    HealthStatus status = disk(new Space(1000, 100, 50)).check();
    assertFalse(status.up());
    assertEquals("94.7", status.details().get("percent"));
  }

  @Test
  void diskThatNobodyKnowsIsNoReasonToBeDown() throws Exception {
    List<SpaceReader.Query> unknown =
        List.of(
            mountpoint -> Optional.empty(),
            mountpoint -> Optional.of(new Space(1000, 1000, 0)),
            mountpoint -> {
              throw new IOException("unreadable");
            });
    for (SpaceReader.Query query : unknown) {
      HealthStatus status = new DiskCheck(query).open(new TestContext()).check();
      assertTrue(status.up());
      assertEquals(Map.of("percent", "unknown", "threshold", "90.0"), status.details());
    }
  }

  @Test
  void bothAnswerOnThisMachine() throws Exception {
    double memory = percent(new MemoryCheck());
    double disk = percent(new DiskCheck());
    assertTrue(memory > 0 && memory <= 100, "memory " + memory);
    assertTrue(disk > 0 && disk <= 100, "disk " + disk);
  }

  private static double percent(HealthCheck check) throws Exception {
    return Double.parseDouble(check.open(new TestContext()).check().details().get("percent"));
  }

  private static Check disk(Space space) {
    return new DiskCheck(mountpoint -> Optional.of(space)).open(new TestContext());
  }
}
