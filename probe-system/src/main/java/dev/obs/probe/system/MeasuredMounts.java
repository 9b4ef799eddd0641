package dev.obs.probe.system;

import java.util.LinkedHashMap;
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

  private MeasuredMounts() {}

  /// Returns the mounts by mount point. Of several mounts at one point the last is visible; of
  /// several mounts of one file system the one nearest to `/` represents all.
  static Map<String, Mount> of(List<Mount> mounts) {
    Map<String, Mount> visible = new LinkedHashMap<>();
    mounts.forEach(mount -> visible.put(mount.point(), mount));
    Map<String, Mount> nearest = new LinkedHashMap<>();
    visible.values().stream()
        .filter(MeasuredMounts::isMeasured)
        .forEach(mount -> nearest.merge(mount.id(), mount, MeasuredMounts::nearer));
    Map<String, Mount> measured = new TreeMap<>();
    nearest.values().forEach(mount -> measured.put(mount.point(), mount));
    return measured;
  }

  private static boolean isMeasured(Mount mount) {
    return mount.point().equals("/")
        || (!SKIPPED.contains(mount.type())
            && !SYSTEM_FOLDERS.contains(mount.point().split("/", 3)[1]));
  }

  private static Mount nearer(Mount one, Mount other) {
    return other.point().length() < one.point().length() ? other : one;
  }
}
