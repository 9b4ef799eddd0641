package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder in place of `/`, with the files of `/proc` and `/sys` that a test needs.
record Tree(Path root) {

  Tree file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /// Adds a cgroup of version 2 as visible in a container.
  Tree unified(String mountRoot, String path) throws IOException {
    return file("proc/self/cgroup", "0::" + path + "\n")
        .file(
            "proc/self/mountinfo",
            "35 30 0:30 "
                + mountRoot
                + " /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n");
  }

  /// Adds cgroups of version 1, memory, cpu and cpuacct, beside an empty one of version 2.
  Tree legacy(String mountRoot, String path) throws IOException {
    return file(
            "proc/self/cgroup",
            "5:memory:" + path + "\n4:cpu,cpuacct:" + path + "\n1:name=systemd:/x\n0::/\n")
        .file(
            "proc/self/mountinfo",
            """
            36 31 0:33 ROOT /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
            37 31 0:34 ROOT /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct
            38 31 0:35 / /sys/fs/cgroup/unified ro - cgroup2 cgroup2 rw
            """
                .replace("ROOT", mountRoot));
  }

  Cgroup cgroup() {
    return new Cgroup(root);
  }
}
