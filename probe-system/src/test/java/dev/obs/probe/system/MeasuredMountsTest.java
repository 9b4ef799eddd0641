package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredMountsTest {
  @TempDir private Path root;

  @Test
  void pseudoFileSystemsAndSystemFoldersAreLeftOut() throws IOException {
    assertEquals(
        Set.of("/", "/data", "/tmp", "/mnt/nfs"),
        measured(
            """
            22 1 0:20 / / rw - overlay overlay rw,lowerdir=/x
            23 22 0:21 / /proc rw - proc proc rw
            24 22 0:22 / /sys rw - sysfs sysfs rw
            25 24 0:23 / /sys/fs/cgroup rw - cgroup2 cgroup rw
            26 22 0:24 / /run/user/0 rw - tmpfs tmpfs rw
            27 22 0:25 / /dev/shm rw - tmpfs tmpfs rw
            28 22 0:26 / /tmp rw - tmpfs tmpfs rw
            29 22 8:1 / /data rw shared:1 - ext4 /dev/sda1 rw
            30 22 0:27 / /mnt/nfs rw - nfs4 server:/export rw
            31 22 0:28 / /net rw - autofs autofs rw
            32 22 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro
            """));
  }

  @Test
  void secondMountOfOneFileSystemIsLeftOut() throws IOException {
    assertEquals(
        Set.of("/", "/b"),
        measured(
            """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            23 22 8:1 /var /chroot/var rw - ext4 /dev/sda1 rw
            24 22 8:2 / /longer rw - ext4 /dev/sda2 rw
            25 22 8:2 /sub /b rw - ext4 /dev/sda2 rw
            """));
  }

  @Test
  void lastMountAtAPointIsTheVisibleOne() throws IOException {
    new Tree(root)
        .file(
            "proc/self/mountinfo",
            """
            22 1 8:1 / /data rw - ext4 /dev/sda1 rw
            23 22 8:2 / /data ro - xfs /dev/sda2 rw
            """);
    Mount mount = MeasuredMounts.of(Mount.all(root)).getFirst().getFirst();
    assertEquals("xfs", mount.type());
    assertEquals(
        "ro",
        Filesystem.of(mount, new Space(1, 1, 1))
            .attributes()
            .get(AttributeKey.stringKey("system.filesystem.mode")));
  }

  @Test
  void blanksInMountPointsAreDecoded() throws IOException {
    assertEquals(
        Set.of("/my disk\\$1"),
        measured("22 1 8:1 / /my\\040disk\\134$1 rw - ext4 /dev/sda1 rw\n"));
  }

  @Test
  void lineWithoutLastFieldIsReadAndGarbageIsSkipped() throws IOException {
    assertEquals(
        Set.of("/data"), measured("22 1 8:1 / /data rw - ext4 /dev/sda1\n\nnot a mount\n1 - 2\n"));
  }

  @Test
  void nearestPointIsTheFirstCandidateInAnyOrderOfTheTable() throws IOException {
    List<String> lines =
        List.of(
            "604 600 8:1 /vol /var/lib/shop/data rw - ext4 /dev/sda1 rw",
            "605 600 8:1 /long /a-long-name/b rw - ext4 /dev/sda1 rw",
            "606 600 8:1 /b /a/b rw - ext4 /dev/sda1 rw",
            "607 600 8:1 /hosts /etc/hosts rw - ext4 /dev/sda1 rw",
            "608 600 8:1 /c /a/c rw - ext4 /dev/sda1 rw");
    for (List<String> table : List.of(lines, lines.reversed())) {
      new Tree(root).file("proc/self/mountinfo", String.join("\n", table));
      assertEquals(
          List.of(List.of("/a/b", "/a/c", "/etc/hosts", "/a-long-name/b", "/var/lib/shop/data")),
          MeasuredMounts.of(Mount.all(root)).stream()
              .map(candidates -> candidates.stream().map(Mount::point).toList())
              .toList());
    }
  }

  @Test
  void mountsOfOtherContainersAreLeftOut() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            23 22 8:2 / /var/lib/docker rw - ext4 /dev/sdb1 rw
            """);
    for (int container = 0; container < 400; container++) {
      table.append(
          """
          %1$d 22 1:%1$d / /var/lib/docker/overlay2/%1$d/merged rw - overlay overlay rw
          %1$d 22 2:%1$d / /var/lib/containers/storage/overlay/%1$d/merged rw - overlay overlay rw
          %1$d 22 3:%1$d / /var/lib/kubelet/pods/%1$d/volumes/token rw - tmpfs tmpfs rw
          %1$d 22 4:%1$d / /var/lib/containerd/x/%1$d/rootfs rw - overlay overlay rw
          """
              .formatted(container));
    }
    assertEquals(Set.of("/", "/var/lib/docker"), measured(table.toString()));
  }

  private Set<String> measured(String table) throws IOException {
    new Tree(root).file("proc/self/mountinfo", table);
    return MeasuredMounts.of(Mount.all(root)).stream()
        .map(candidates -> candidates.getFirst().point())
        .collect(Collectors.toSet());
  }
}
