package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

  @Test
  void hostCountsWithoutControlGroup(@TempDir Path root) throws IOException {
    new Tree(root)
        .file("proc/meminfo", "MemTotal:  1000 kB\nMemFree: 1 kB\nMemAvailable: 250 kB\n");
    assertEquals(new Memory(1000 * 1024, 750 * 1024), Memory.read(root));
    assertEquals(75, Memory.read(root).percent());
  }

  @Test
  void tighterControlGroupCountsBeforeTheHost(@TempDir Path root) throws IOException {
    new Tree(root)
        .unified("/", "/")
        .file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 250 kB\n")
        .file("sys/fs/cgroup/memory.max", "512000")
        .file("sys/fs/cgroup/memory.current", "128000");
    assertEquals(new Memory(512000, 128000), Memory.read(root));
  }

  @Test
  void limitAboveTheHostDoesNotCount() throws IOException {
    assertEquals(new Memory(1000, 400), Memory.of(1000, 600, Optional.of(new Memory(2000, 1900))));
  }

  @Test
  void unknownSizeIsAnError(@TempDir Path root) throws IOException {
    assertThrows(IOException.class, () -> Memory.read(root));
    new Tree(root).file("proc/meminfo", "MemTotal: nothing\n");
    assertThrows(IOException.class, () -> Memory.read(root));
  }
}
