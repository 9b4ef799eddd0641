package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The choice among several mounts of one controller, each with the table in both orders.
class ControlGroupsTest {
  private static final String USUAL =
      "35 30 0:30 ROOT /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate";

  @TempDir private Path root;

  @Test
  void mountOfAnotherContainerIsNotOurs() throws IOException {
    assertLevels(
        "0::/docker/abc\n",
        List.of("34 30 0:30 /docker/other /a rw - cgroup2 cgroup2 rw", usual("/docker/abc")),
        "memory",
        "sys/fs/cgroup");
  }

  @Test
  void mountThatShowsMoreParentsCounts() throws IOException {
    assertLevels(
        "0::/pods/app\n",
        List.of("34 30 0:30 /pods/app /a rw - cgroup2 cgroup2 rw", usual("/")),
        "memory",
        "sys/fs/cgroup/pods/app",
        "sys/fs/cgroup/pods",
        "sys/fs/cgroup");
  }

  @Test
  void mountWithoutTheGroupsFolderDoesNotCount() throws IOException {
    Files.createDirectories(root.resolve("host"));
    Files.createDirectories(root.resolve("sys/fs/cgroup"));
    assertLevels(
        "0::/docker/abc\n",
        List.of("34 30 0:30 / /host rw - cgroup2 cgroup2 rw", usual("/docker/abc")),
        "memory",
        "sys/fs/cgroup");
  }

  @Test
  void mountAtTheUsualPlaceCountsOfSeveralEqualOnes() throws IOException {
    assertLevels(
        "0::/\n",
        List.of("34 30 0:30 / /a rw - cgroup2 cgroup2 rw", usual("/")),
        "memory",
        "sys/fs/cgroup");
    assertLevels(
        "0::/elsewhere\n",
        List.of("34 30 0:30 /x /a rw - cgroup2 cgroup2 rw", usual("/docker/abc")),
        "memory",
        "sys/fs/cgroup");
  }

  @Test
  void versionThatHasTheControllerCountsWhereBothAreMounted() throws IOException {
    List<String> mounts =
        List.of(
            "36 31 0:33 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
            "37 31 0:34 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
    String memberships = "5:memory:/m\n1:name=systemd:/x\n0::/u\n";
    assertLevels(memberships, mounts, "memory", "sys/fs/cgroup/memory/m", "sys/fs/cgroup/memory");
    assertLevels(memberships, mounts, "cpu", "sys/fs/cgroup/unified/u", "sys/fs/cgroup/unified");
  }

  @Test
  void bestMountOfVersionOneCounts() throws IOException {
    assertLevels(
        "5:memory:/docker/abc\n",
        List.of(
            "36 31 0:33 /docker/def /inner/memory rw - cgroup cgroup rw,memory",
            "37 31 0:33 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory"),
        "memory",
        "sys/fs/cgroup/memory");
  }

  @Test
  void coveredMountDoesNotCount() throws IOException {
    new Tree(root)
        .file("proc/self/cgroup", "0::/docker/abc\n")
        .file("proc/self/mountinfo", usual("/docker") + "\n" + usual("/docker/abc") + "\n");
    assertEquals(
        List.of(root.resolve("sys/fs/cgroup")), ControlGroups.find(root, "memory").levels());
  }

  private static String usual(String mountRoot) {
    return USUAL.replace("ROOT", mountRoot);
  }

  private void assertLevels(
      String memberships, List<String> mounts, String controller, String... levels)
      throws IOException {
    for (List<String> table : List.of(mounts, mounts.reversed())) {
      new Tree(root)
          .file("proc/self/cgroup", memberships)
          .file("proc/self/mountinfo", String.join("\n", table));
      assertEquals(
          List.of(levels).stream().map(root::resolve).toList(),
          ControlGroups.find(root, controller).levels(),
          () -> String.join("\n", table));
    }
  }
}
