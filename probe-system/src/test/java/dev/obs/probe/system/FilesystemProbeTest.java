package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Probe;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemProbeTest {
  private final TestContext context = new TestContext();

  @Test
  void volumeIsMeasuredAlthoughAFileOfItIsMountedToo(@TempDir Path folder) throws Exception {
    Path volume = Files.createDirectories(folder.resolve("var/lib/shop/data"));
    Path hosts = Files.createFile(folder.resolve("hosts"));
    for (List<Path> points : List.of(List.of(volume, hosts), List.of(hosts, volume))) {
      String[] names = points.stream().map(Path::toString).toArray(String[]::new);
      try (Probe probe = probe(Space::read, names)) {
        probe.sample();
        assertEquals(Set.of(volume.toString()), mountpoints());
      }
    }
  }

  @Test
  void rootWithoutASizeIsLeftOutAndNotFull() throws Exception {
    Probe probe = probe(mountpoint -> Optional.empty(), "/");
    probe.sample();
    assertEquals(Map.of(), probe.summary());
    assertTrue(context.metric("system.filesystem.usage").isEmpty());
  }

  @Test
  void rootWithoutSpaceForUsersHasNoShare() throws Exception {
    Probe probe = probe(mountpoint -> Optional.of(new Space(1000, 1000, 0)), "/");
    probe.sample();
    assertEquals(Map.of(), probe.summary());
    assertEquals(Set.of("/"), mountpoints());
  }

  private Probe probe(SpaceReader.Query query, String... points) throws IOException {
    List<Mount> mounts =
        List.of(points).stream()
            .map(point -> new Mount("8:1", "/", point, "rw", "ext4", "/dev/sda1", "rw"))
            .toList();
    return new FilesystemProbe(() -> mounts, query, Duration.ofMinutes(1)).open(context);
  }

  private Set<String> mountpoints() {
    return context
        .metric("system.filesystem.limit")
        .orElseThrow()
        .getLongSumData()
        .getPoints()
        .stream()
        .map(point ->
            point.getAttributes().get(AttributeKey.stringKey("system.filesystem.mountpoint")))
        .collect(Collectors.toSet());
  }
}
