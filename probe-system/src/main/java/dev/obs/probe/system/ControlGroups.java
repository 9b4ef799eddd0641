package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The location of this process's control groups for one controller.
///
/// The kernel's table of mounts gives the mount points, `/proc/self/cgroup` the group: see
/// cgroups(7). Inside a container the path in the latter may be the host's, of which only the end,
/// or nothing, is mounted.
///
/// @param unified whether this is version 2
/// @param levels the folders of the group and of its parents, the innermost first
record ControlGroups(boolean unified, List<Path> levels) {

  /// @param root the folder that contains `proc` and `sys`
  /// @param controller the controller, such as `memory`
  static ControlGroups find(Path root, String controller) {
    try {
      List<String> memberships = ProcFile.lines(root.resolve("proc/self/cgroup"));
      List<Mount> mounts = Mount.all(root);
      Optional<String> legacy = membership(memberships, controller);
      if (legacy.isPresent()) {
        return new ControlGroups(
            false,
            mounts.stream()
                .filter(mount -> mount.type().equals("cgroup") && mount.has(controller))
                .findFirst()
                .map(mount -> levels(root, mount, legacy.get()))
                .orElse(List.of()));
      }
      return new ControlGroups(
          true,
          mounts.stream()
              .filter(mount -> mount.type().equals("cgroup2"))
              .findFirst()
              .map(mount -> levels(root, mount, membership(memberships, "").orElse("/")))
              .orElse(List.of()));
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

  private static List<Path> levels(Path root, Mount mount, String path) {
    Path top = root.resolve(mount.point().substring(1));
    List<Path> levels = new ArrayList<>();
    for (Path level = top.resolve(below(mount.root(), path)).normalize();
        level != null && level.startsWith(top);
        level = level.getParent()) {
      levels.add(level);
    }
    return levels.isEmpty() ? List.of(top) : levels;
  }

  /// Returns the part of a group's path below the root of the mount; the whole mount if the group
  /// is not below it.
  private static String below(String mountRoot, String path) {
    Path from = Path.of(mountRoot);
    Path to = Path.of(path);
    return to.startsWith(from) ? from.relativize(to).toString() : "";
  }
}
