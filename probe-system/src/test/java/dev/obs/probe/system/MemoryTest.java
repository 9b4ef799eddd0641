package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
  @TempDir private Path root;
  private Tree tree;

  @BeforeEach
  void makeTheTree() {
    tree = new Tree(root);
  }

  @Test
  void hostCountsWithoutControlGroup() throws IOException {
    tree.file("proc/meminfo", "MemTotal:  1000 kB\nMemFree: 1 kB\nMemAvailable: 250 kB\n");
    assertEquals(new Memory(1000 * 1024, 750 * 1024), Memory.read(root));
    assertEquals(75, Memory.read(root).percent());
  }

  @Test
  void tighterControlGroupCountsBeforeTheHost() throws IOException {
    group().file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 250 kB\n");
    assertEquals(new Memory(512000, 128000), Memory.read(root));
  }

  @Test
  void limitAboveTheHostDoesNotCount() throws IOException {
    assertEquals(
        new Memory(1000, 400),
        Memory.of(
            OptionalLong.of(1000), OptionalLong.of(600), Optional.of(new Memory(2000, 1900))));
  }

  @Test
  void groupCountsIfTheHostIsUnknown() throws IOException {
    group();
    assertEquals(new Memory(512000, 128000), Memory.read(root));
    tree.file("proc/meminfo", "MemTotal: 1000 kB\n");
    assertEquals(new Memory(512000, 128000), Memory.read(root));
    tree.file("proc/meminfo", "MemTotal: nothing\n");
    assertEquals(new Memory(512000, 128000), Memory.read(root));
  }

  @Test
  void availableMemoryIsEstimatedFromFreeMemoryAndReclaimableCaches() throws IOException {
    tree.file(
        "proc/meminfo",
        """
        MemTotal:       1000 kB
        MemFree:         100 kB
        Buffers:           1 kB
        Cached:            2 kB
        Active(file):    200 kB
        Inactive(file):  300 kB
        SReclaimable:     50 kB
        """);
    assertEquals(new Memory(1000 * 1024, 350 * 1024), Memory.read(root));
  }

  @Test
  void availableMemoryIsEstimatedFromTheFewFiguresOfAnOldKernel() throws IOException {
    tree.file("proc/meminfo", "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 1 kB\nCached: 9 kB\n");
    assertEquals(new Memory(1000 * 1024, 890 * 1024), Memory.read(root));
  }

  @Test
  void unknownAvailableMemoryIsAnErrorAndNotAFullHost() throws IOException {
    tree.file("proc/meminfo", "MemTotal: 1000 kB\nMemFree: 100 kB\n");
    assertThrows(IOException.class, () -> Memory.read(root));
  }

  @Test
  void unknownSizeIsAnError() throws IOException {
    assertThrows(IOException.class, () -> Memory.read(root));
    tree.file("proc/meminfo", "MemTotal: nothing\n");
    assertThrows(IOException.class, () -> Memory.read(root));
  }

  private Tree group() throws IOException {
    return tree.unified("/", "/")
        .file("sys/fs/cgroup/memory.max", "512000")
        .file("sys/fs/cgroup/memory.current", "128000")
        .file("sys/fs/cgroup/memory.stat", "inactive_file 0\n");
  }
}
