package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The part of a disk's content that survives a loss of power. Bytes survive if their file was
/// synced after they were written. A new name survives if its folder was synced after it was made;
/// a removed name may come back.
final class SyncedFiles {
  private final Map<Path, Inode> names = new HashMap<>();
  private final Map<Path, Inode> syncedNames = new HashMap<>();

  /// A file, independent of its names.
  static final class Inode {
    private byte[] synced = new byte[0];
    private boolean spoiled; // a sync failed, so that no later one can be trusted

    void spoil() {
      spoiled = true;
    }

    void sync(byte[] content, Path name) {
      if (!spoiled || name.endsWith(CheckpointFile.FILE)) {
        synced = content;
      }
    }
  }

  Inode open(Path file) {
    return names.computeIfAbsent(file, this::known);
  }

  /// A file from before this disk was there is durable.
  private Inode known(Path path) {
    Inode inode = new Inode();
    try {
      inode.synced = Files.readAllBytes(path);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    if (inode.synced.length > 0) {
      syncedNames.put(path, inode);
    }
    return inode;
  }

  void rename(Path from, Path to) {
    Inode moved = names.remove(from);
    if (moved != null) {
      names.put(to, moved);
    }
  }

  void delete(Path file) {
    if (Files.exists(file)) {
      open(file); // a file from before this disk may come back, too
    }
    names.remove(file);
  }

  void syncNames(Path folder) {
    syncedNames.keySet().removeIf(name -> name.startsWith(folder));
    names.forEach((name, inode) -> {
      if (name.startsWith(folder)) {
        syncedNames.put(name, inode);
      }
    });
  }

  /// Takes everything back that was not synced; of what was appended, some garbage may be left.
  void losePower(RandomGenerator random) throws IOException {
    Set<Path> files = new HashSet<>(names.keySet());
    files.addAll(syncedNames.keySet());
    for (Path file : files.stream().sorted().toList()) {
      Inode now = names.get(file);
      Inode before = syncedNames.get(file);
      Inode left = random.nextBoolean() ? now : before;
      if (left == null) {
        Files.deleteIfExists(file);
      } else {
        byte[] written = left == now ? Files.readAllBytes(file) : left.synced;
        Files.write(
            file, file.toString().endsWith(".segment") ? torn(left, written, random) : left.synced);
      }
    }
  }

  /// Any part of what was written may have got there, and what was there before may show.
  private static byte[] torn(Inode left, byte[] written, RandomGenerator random) {
    byte[] safe = left.synced;
    if (written.length <= safe.length) {
      return safe;
    }
    byte[] torn = new byte[safe.length + random.nextInt(written.length - safe.length + 1)];
    System.arraycopy(written, 0, torn, 0, torn.length);
    System.arraycopy(safe, 0, torn, 0, safe.length);
    for (int i = safe.length; i < torn.length; i++) {
      torn[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : torn[i];
    }
    return torn;
  }
}
