package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/// The readiness check of free memory: the host's or, if a control group has a lower limit, that
/// group's. Neither is known on systems other than Linux.
public final class MemoryCheck extends UsageCheck {
  private final Path root;

  /// Creates an instance for [java.util.ServiceLoader].
  public MemoryCheck() {
    this(Path.of("/"));
  }

  MemoryCheck(Path root) {
    super(MEMORY, "memory_available");
    this.root = root;
  }

  @Override
  OptionalDouble percent() {
    try {
      return OptionalDouble.of(Memory.read(root).percent());
    } catch (IOException unknown) {
      return OptionalDouble.empty();
    }
  }
}
