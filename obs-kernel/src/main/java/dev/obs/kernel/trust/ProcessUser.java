package dev.obs.kernel.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The user that this process runs as. By number, since a container's user often has no name.
final class ProcessUser {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int EFFECTIVE = 2;

  private ProcessUser() {}

  /// Its number; 0 where users have none, which matters to no check.
  static int number() throws IOException {
    Optional<Integer> stated = stated();
    return stated.isPresent() ? stated.get() : ownerOfNewFile();
  }

  private static Optional<Integer> stated() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("Uid:"))
          .map(line -> Integer.parseUnsignedInt(line.split("\\s+", -1)[EFFECTIVE]))
          .findFirst();
    }
  }

  private static int ownerOfNewFile() throws IOException {
    Path file = Files.createTempFile("obs", "");
    try {
      boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
      return unix && Files.getAttribute(file, "unix:uid") instanceof Integer user ? user : 0;
    } finally {
      Files.delete(file);
    }
  }
}
