package dev.obs.probe.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The selection of mounts whose space deserves a metric.
final class MeasuredMounts {

  /// Types without their own space, types whose access would mount or wake a device, and images
  /// that are always full.
  private static final Set<String> SKIPPED =
      Set.of(
          "autofs",
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "erofs",
          "fuse.gvfsd-fuse",
          "fuse.lxcfs",
          "fuse.portal",
          "fuse.snapfuse",
          "fusectl",
          "hugetlbfs",
          "iso9660",
          "mqueue",
          "nfsd",
          "nsfs",
          "proc",
          "pstore",
          "ramfs",
          "rpc_pipefs",
          "securityfs",
          "selinuxfs",
          "squashfs",
          "sysfs",
          "tracefs");

  /// The system's own folders, mainly small file systems in memory.
  private static final Set<String> SYSTEM_FOLDERS = Set.of("dev", "proc", "run", "sys");

  /// The folders in which container engines mount the file systems of their containers, which are
  /// measured there.
  private static final List<String> CONTAINER_FOLDERS =
      List.of(
          "/var/lib/containerd/",
          "/var/lib/containers/storage/",
          "/var/lib/docker/",
          "/var/lib/kubelet/");

  /// Orders mounts by their distance to `/` in elements of the path, then by the length of the
  /// path.
  private static final Comparator<Mount> NEAREST_FIRST =
      Comparator.<Mount>comparingLong(mount -> mount.point().chars().filter(c -> c == '/').count())
          .thenComparingInt(mount -> mount.point().length())
          .thenComparing(Mount::point);

  private MeasuredMounts() {}

  /// Returns the mounts of each file system. Any of them may represent it: the first is the best
  /// one, the nearest to `/`, but only a read shows whether it is a folder. The order of the
  /// kernel's table decides nothing.
  static List<List<Mount>> of(List<Mount> mounts) {
    Map<String, List<Mount>> filesystems = new TreeMap<>();
    Mount.visible(mounts).stream()
        .filter(MeasuredMounts::isMeasured)
        .sorted(NEAREST_FIRST)
        .forEach(
            mount -> filesystems.computeIfAbsent(mount.id(), each -> new ArrayList<>()).add(mount));
    return filesystems.values().stream()
        .sorted(Comparator.comparing(candidates -> candidates.getFirst().point()))
        .map(List::copyOf)
        .toList();
  }

  private static boolean isMeasured(Mount mount) {
    return mount.point().equals("/")
        || (!SKIPPED.contains(mount.type())
            && !SYSTEM_FOLDERS.contains(mount.point().split("/", 3)[1])
            && CONTAINER_FOLDERS.stream().noneMatch(mount.point()::startsWith));
  }
}
