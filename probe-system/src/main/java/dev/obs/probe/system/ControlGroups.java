package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The location of this process's control groups for one controller.
///
/// The kernel's table of mounts gives the mount points, `/proc/self/cgroup` the group: see
/// cgroups(7). Inside a container the path in the latter may be the host's, of which only the end,
/// or nothing, is mounted.
///
/// Several mounts may show a controller: those of another container, of one group, or of version 2
/// beside version 1. The order of the table decides nothing. The best mount contains the group's
/// path; then its folder exists; then it shows the most parents, whose limits count as well; then
/// it is at the usual place, `/sys/fs/cgroup`.
///
/// @param unified whether this is version 2
/// @param levels the folders of the group and of its parents, the innermost first
record ControlGroups(boolean unified, List<Path> levels) {
  private static final String USUAL_PLACE = "/sys/fs/cgroup";

  /// @param root the folder that contains `proc` and `sys`
  /// @param controller the controller, such as `memory`
  static ControlGroups find(Path root, String controller) {
    try {
      List<String> memberships = ProcFile.lines(root.resolve("proc/self/cgroup"));
      Collection<Mount> mounts = Mount.visible(Mount.all(root));
      Optional<String> legacy = membership(memberships, controller);
      if (legacy.isPresent()) {
        Predicate<Mount> isLegacy = mount -> mount.type().equals("cgroup") && mount.has(controller);
        return new ControlGroups(false, levels(root, mounts, isLegacy, legacy.get()));
      }
      Predicate<Mount> isUnified = mount -> mount.type().equals("cgroup2");
      String path = membership(memberships, "").orElse("/");
      return new ControlGroups(true, levels(root, mounts, isUnified, path));
    } catch (IOException | InvalidPathException notLinux) {
      return new ControlGroups(true, List.of());
    }
  }

  /// Returns the path on the line `number:controllers:path`; version 2 has no controller there.
  private static Optional<String> membership(List<String> memberships, String controller) {
    return memberships.stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields.length == 3)
        .filter(fields -> Arrays.asList(fields[1].split(",", -1)).contains(controller))
        .map(fields -> fields[2])
        .findFirst();
  }

  private static List<Path> levels(
      Path root, Collection<Mount> mounts, Predicate<Mount> shows, String path) {
    return mounts.stream()
        .filter(shows)
        .min(bestFirst(root, path))
        .map(mount -> levels(root, mount, path))
        .orElse(List.of());
  }

  private static Comparator<Mount> bestFirst(Path root, String path) {
    return Comparator.<Mount, Boolean>comparing(mount -> !contains(mount, path))
        .thenComparing(mount -> !Files.isDirectory(levels(root, mount, path).getFirst()))
        .thenComparingInt(mount -> contains(mount, path) ? Path.of(mount.root()).getNameCount() : 0)
        .thenComparing(mount -> !Path.of(mount.point()).startsWith(USUAL_PLACE))
        .thenComparing(Mount::point);
  }

  private static List<Path> levels(Path root, Mount mount, String path) {
    Path top = root.resolve(mount.point().substring(1));
    List<Path> levels = new ArrayList<>();
    for (Path level = top.resolve(below(mount, path)).normalize();
        level != null && level.startsWith(top);
        level = level.getParent()) {
      levels.add(level);
    }
    return levels.isEmpty() ? List.of(top) : levels;
  }

  /// Returns the part of a group's path below the root of the mount; the whole mount if the group
  /// is not below it.
  private static String below(Mount mount, String path) {
    return contains(mount, path) ? Path.of(mount.root()).relativize(Path.of(path)).toString() : "";
  }

  private static boolean contains(Mount mount, String path) {
    return Path.of(path).startsWith(Path.of(mount.root()));
  }
}
