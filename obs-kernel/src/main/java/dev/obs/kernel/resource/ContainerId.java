package dev.obs.kernel.resource;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The id of the container in which this process runs, as Docker, Podman, CRI-O, containerd and ECS
/// show it in `/proc`. With containerd and cgroup version 2 it can be unknown.
final class ContainerId {
  /// The last part of a control group's path: `ID`, `docker-ID.scope`, `cri-containerd:ID`.
  private static final Pattern OF_CGROUP =
      Pattern.compile("(?:.*[-:])?([0-9a-f]{64})(?:\\.scope)?|([0-9a-f]{32}-[0-9]+)");

  /// The source of a file that the runtime mounts. One below `sandboxes` belongs to the pod.
  private static final Pattern OF_MOUNT = Pattern.compile("containers/([0-9a-f]{64})/");

  private static final Set<String> MOUNTED =
      Set.of("/etc/hostname", "/etc/hosts", "/etc/resolv.conf");

  private ContainerId() {}

  /// @param root the folder in place of `/`
  static Optional<String> find(Path root) {
    return SmallFile.first(root.resolve("proc/self/cgroup"), ContainerId::ofCgroup)
        .or(() -> SmallFile.first(root.resolve("proc/self/mountinfo"), ContainerId::ofMount));
  }

  /// `HIERARCHY:CONTROLLERS:PATH`
  /// ([cgroups(7)](https://man7.org/linux/man-pages/man7/cgroups.7.html)).
  private static Optional<String> ofCgroup(String line) {
    Matcher matcher = OF_CGROUP.matcher(line.substring(line.lastIndexOf('/') + 1));
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)))
        : Optional.empty();
  }

  /// `ID PARENT DEVICE ROOT MOUNT_POINT ...`
  /// ([proc_pid_mountinfo(5)](https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html)).
  private static Optional<String> ofMount(String line) {
    String[] fields = line.split(" ", 6);
    if (fields.length < 6 || !MOUNTED.contains(fields[4])) {
      return Optional.empty();
    }
    Matcher matcher = OF_MOUNT.matcher(fields[3]);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
