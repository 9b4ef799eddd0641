package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupTest {
  private static final String V2 = "sys/fs/cgroup/";
  private static final String V1_MEMORY = "sys/fs/cgroup/memory/";
  private static final String V1_CPU = "sys/fs/cgroup/cpu,cpuacct/";

  private Tree tree;

  @BeforeEach
  void root(@TempDir Path root) {
    tree = new Tree(root);
  }

  @Test
  void unifiedMemoryIsUsageWithoutInactiveFileCache() throws IOException {
    tree.unified("/", "/");
    memory(V2, "1000000", 700000, "anon 1\ninactive_file 100000\nactive_file 5\n");
    assertEquals(Optional.of(new Memory(1000000, 600000)), tree.cgroup().memory());
  }

  @Test
  void tightestLevelOfSeveralCountsWithItsOwnUsage() throws IOException {
    tree.unified("/", "/kubepods/pod1/app");
    memory(V2 + "kubepods/", "8000", 4000, "inactive_file 0\n");
    memory(V2 + "kubepods/pod1/", "2000", 1500, "inactive_file 100\n");
    memory(V2 + "kubepods/pod1/app/", "max", 300, "");
    assertEquals(Optional.of(new Memory(2000, 1400)), tree.cgroup().memory());
  }

  @Test
  void maxEverywhereIsNoLimit() throws IOException {
    tree.unified("/", "/a/b");
    memory(V2 + "a/", "max", 1, "");
    memory(V2 + "a/b/", "max", 1, "");
    tree.file(V2 + "a/b/cpu.max", "max 100000\n")
        .file(V2 + "a/b/cpu.stat", "user_usec 1\nsystem_usec 1\n");
    assertTrue(tree.cgroup().memory().isEmpty());
    assertTrue(tree.cgroup().cpu().isEmpty());
  }

  @Test
  void pathOfTheHostIsFoundBelowTheMountedPart() throws IOException {
    tree.unified("/docker/abc", "/docker/abc/inner");
    memory(V2 + "inner/", "500", 100, "inactive_file 0\n");
    memory(V2, "900", 100, "inactive_file 0\n");
    assertEquals(500, tree.cgroup().memory().orElseThrow().limit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../../other", "/kubepods/not/mounted/here", "/docker/abcd", "/.."})
  void pathThatIsNotVisibleMeansWhatIsMounted(String path) throws IOException {
    tree.unified("/docker/abc", path);
    memory(V2, "900", 100, "inactive_file 0\n");
    assertEquals(900, tree.cgroup().memory().orElseThrow().limit());
  }

  @Test
  void pathBesideTheNamespaceMeansWhatIsMounted() throws IOException {
    tree.unified("/", "/../sibling");
    memory(V2, "900", 100, "inactive_file 0\n");
    memory("sys/fs/sibling/", "5", 5, "inactive_file 0\n");
    assertEquals(900, tree.cgroup().memory().orElseThrow().limit());
  }

  @Test
  void legacyMemoryIsTheTightestLevel() throws IOException {
    tree.legacy("/", "/docker/abc");
    legacyMemory(V1_MEMORY, "9223372036854771712", 10);
    legacyMemory(V1_MEMORY + "docker/", "5000", 4000);
    legacyMemory(V1_MEMORY + "docker/abc/", "6000", 100);
    assertEquals(Optional.of(new Memory(5000, 3993)), tree.cgroup().memory());
  }

  @Test
  void legacyContainerWithoutNamespaceSeesItsOwnGroup() throws IOException {
    tree.legacy("/docker/abc", "/docker/abc");
    legacyMemory(V1_MEMORY, "5000", 1007);
    assertEquals(Optional.of(new Memory(5000, 1000)), tree.cgroup().memory());
  }

  @Test
  void unifiedQuotaIsInProcessors() throws IOException {
    tree.unified("/", "/a/b")
        .file(V2 + "a/cpu.max", "400000 100000\n")
        .file(V2 + "a/cpu.stat", "usage_usec 9\nuser_usec 9\nsystem_usec 9\n")
        .file(V2 + "a/b/cpu.max", "150000 100000\n")
        .file(V2 + "a/b/cpu.stat", "usage_usec 3500000\nuser_usec 2000000\nsystem_usec 1500000\n");
    assertEquals(Optional.of(new Cgroup.Cpu(1.5, 2.0, 1.5)), tree.cgroup().cpu());
  }

  @Test
  void legacyQuotaIsInProcessors() throws IOException {
    tree.legacy("/", "/docker/abc");
    legacyCpu(V1_CPU + "docker/", "-1");
    legacyCpu(V1_CPU + "docker/abc/", "50000");
    assertEquals(Optional.of(new Cgroup.Cpu(0.5, 2.0, 1.5)), tree.cgroup().cpu());
  }

  @Test
  void legacyAccountMountedApartIsFound() throws IOException {
    tree.file("proc/self/cgroup", "5:cpu:/q\n4:cpuacct:/acc\n")
        .file(
            "proc/self/mountinfo",
            """
            36 31 0:33 / /cpu ro - cgroup cgroup rw,cpu
            37 31 0:34 / /acct ro - cgroup cgroup rw,cpuacct
            """)
        .file("cpu/q/cpu.cfs_quota_us", "200000")
        .file("cpu/q/cpu.cfs_period_us", "100000")
        .file("acct/acc/cpuacct.usage_user", "2000000000")
        .file("acct/acc/cpuacct.usage_sys", "1500000000");
    assertEquals(Optional.of(new Cgroup.Cpu(2.0, 2.0, 1.5)), tree.cgroup().cpu());
  }

  @Test
  void missingFilesAreNoLimit() throws IOException {
    assertTrue(tree.cgroup().memory().isEmpty());
    assertTrue(tree.cgroup().cpu().isEmpty());
    tree.unified("/", "/a/b");
    assertTrue(tree.cgroup().memory().isEmpty());
    assertTrue(tree.cgroup().cpu().isEmpty());
    tree.legacy("/", "/a/b");
    assertTrue(tree.cgroup().memory().isEmpty());
    assertTrue(tree.cgroup().cpu().isEmpty());
  }

  @Test
  void limitWithoutUsageIsPassedOver() throws IOException {
    tree.unified("/", "/").file(V2 + "memory.max", "1000");
    assertTrue(tree.cgroup().memory().isEmpty());
  }

  @Test
  void limitWithUnknownWorkingSetIsPassedOver() throws IOException {
    tree.unified("/", "/").file(V2 + "memory.max", "1000").file(V2 + "memory.current", "400");
    assertTrue(tree.cgroup().memory().isEmpty());
    tree.file(V2 + "memory.stat", "anon 1\n");
    assertTrue(tree.cgroup().memory().isEmpty());
  }

  @Test
  void looserGroupCountsIfTheWorkingSetOfTheTightestIsUnknown() throws IOException {
    tree.unified("/", "/a/b");
    memory(V2 + "a/", "2000", 1500, "inactive_file 100\n");
    memory(V2 + "a/b/", "1000", 900, "anon 1\n");
    assertEquals(Optional.of(new Memory(2000, 1400)), tree.cgroup().memory());
  }

  @Test
  void legacyGroupWithoutLimitIsNoLimit() throws IOException {
    tree.legacy("/docker/abc", "/docker/abc");
    legacyMemory(V1_MEMORY, "9223372036854771712", 10);
    assertTrue(tree.cgroup().memory().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "garbage", "-5", "0", "1e9", "99999999999999999999999", "\0"})
  void garbageIsNoLimit(String garbage) throws IOException {
    tree.unified("/", "/")
        .file(V2 + "memory.max", garbage)
        .file(V2 + "memory.current", "5")
        .file(V2 + "cpu.max", garbage + " " + garbage)
        .file(V2 + "cpu.stat", "user_usec 1\nsystem_usec 1\n");
    assertTrue(tree.cgroup().memory().isEmpty());
    assertTrue(tree.cgroup().cpu().isEmpty());
  }

  @Test
  void garbageInTablesIsNoLimit() throws IOException {
    for (String garbage :
        List.of("", "::", "0::", "1:memory,cpu:\0", "- - - - - - - - -", "x\ny")) {
      tree.file("proc/self/cgroup", garbage)
          .file("proc/self/mountinfo", garbage + "\n1 2 3 / relative rw - cgroup2 x y\n");
      assertTrue(tree.cgroup().memory().isEmpty(), garbage);
      assertTrue(tree.cgroup().cpu().isEmpty(), garbage);
    }
  }

  @Test
  void usageAboveTheLimitIsAllOfIt() throws IOException {
    tree.unified("/", "/");
    memory(V2, "1000", 1100, "inactive_file 0\n");
    assertEquals(100, tree.cgroup().memory().orElseThrow().percent());
  }

  private void memory(String folder, String limit, long current, String stat) throws IOException {
    tree.file(folder + "memory.max", limit + "\n")
        .file(folder + "memory.current", current + "\n")
        .file(folder + "memory.stat", stat);
  }

  private void legacyMemory(String folder, String limit, long usage) throws IOException {
    tree.file(folder + "memory.limit_in_bytes", limit + "\n")
        .file(folder + "memory.usage_in_bytes", usage + "\n")
        .file(folder + "memory.stat", "inactive_file 3\ntotal_inactive_file 7\n");
  }

  private void legacyCpu(String folder, String quota) throws IOException {
    tree.file(folder + "cpu.cfs_quota_us", quota + "\n")
        .file(folder + "cpu.cfs_period_us", "100000\n")
        .file(folder + "cpuacct.usage_user", "2000000000\n")
        .file(folder + "cpuacct.usage_sys", "1500000000\n");
  }
}
