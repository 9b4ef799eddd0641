package dev.obs.probe.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpaceReaderTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final Optional<Space> SPACE = Optional.of(new Space(100, 50, 40));

  private final TestContext context = new TestContext();
  private final CountDownLatch server = new CountDownLatch(1);
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Set<String> hanging = ConcurrentHashMap.newKeySet();
  private final Set<String> notFolders = ConcurrentHashMap.newKeySet();
  private final SpaceReader reader = new SpaceReader(this::ask, LIMIT, context.logger());

  @AfterEach
  void release() {
    server.countDown();
  }

  @Test
  void hungFileSystemDoesNotHoldUpTheOthers() throws Exception {
    hanging.add("/nfs");
    long start = System.nanoTime();
    assertEquals(Set.of("/", "/data"), points(reader.read(each("/nfs", "/", "/data"))));
    long elapsed = System.nanoTime() - start;
    assertTrue(elapsed < LIMIT.toNanos() * 3, elapsed + " ns");
  }

  @Test
  void hungFileSystemIsLeftAloneUntilItsCallReturns() throws Exception {
    hanging.add("/nfs");
    List<List<Mount>> mounts = each("/nfs", "/");
    for (int sample = 0; sample < 4; sample++) {
      assertEquals(Set.of("/"), points(reader.read(mounts)));
    }
    assertEquals(1, calls.get("/nfs").get());
    assertEquals(4, calls.get("/").get());

    hanging.clear();
    server.countDown();
    await().until(() -> points(reader.read(mounts)).contains("/nfs"));
    assertEquals(2, calls.get("/nfs").get());
  }

  @Test
  void samplesAfterTheFirstDoNotWaitForIt() throws Exception {
    hanging.add("/nfs");
    reader.read(each("/nfs"));
    long start = System.nanoTime();
    reader.read(each("/nfs"));
    assertTrue(System.nanoTime() - start < LIMIT.toNanos());
  }

  @Test
  void hangAndReturnAreLoggedOnceEach() throws Exception {
    hanging.add("/nfs");
    for (int sample = 0; sample < 3; sample++) {
      reader.read(each("/nfs", "/"));
    }
    assertEquals(
        List.of(
            "WARNING the file system at /nfs has not answered within 500 ms; it is left out until"
                + " it does"),
        context.logger().lines(Level.INFO));
    hanging.clear();
    server.countDown();
    await().until(() -> points(reader.read(each("/nfs"))).contains("/nfs"));
    assertEquals(
        "INFO the file system at /nfs answers again", context.logger().lines(Level.INFO).getLast());
    assertEquals(2, context.logger().lines(Level.INFO).size());
  }

  @Test
  void manyHungFileSystemsDelayTheLastNoMoreThanOne() throws Exception {
    List<String> names = IntStream.range(0, 40).mapToObj(number -> "/nfs" + number).toList();
    List<List<Mount>> mounts = each(names.toArray(String[]::new));
    hanging.addAll(names.subList(0, 39));
    long start = System.nanoTime();
    assertEquals(Set.of("/nfs39"), points(reader.read(mounts)));
    long elapsed = System.nanoTime() - start;
    assertTrue(elapsed < LIMIT.toNanos() * 3, elapsed + " ns");
  }

  @Test
  void unreadableFileSystemIsLeftOutAndAskedAgain() throws Exception {
    SpaceReader failing =
        new SpaceReader(
            mountpoint -> {
              ask(mountpoint);
              throw new IOException("no");
            },
            LIMIT,
            context.logger());
    assertTrue(failing.read(each("/")).isEmpty());
    assertTrue(failing.read(each("/")).isEmpty());
    assertEquals(2, calls.get("/").get());
    assertEquals(List.of(), context.logger().lines(Level.INFO));
  }

  @Test
  void noThreadOutlivesItsRead() throws Exception {
    reader.read(each("/", "/data"));
    await()
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("obs-space-/data")));
  }

  @Test
  void firstFolderWithASizeRepresentsItsFileSystem() throws Exception {
    notFolders.add("/hosts");
    notFolders.add("/a/hosts");
    Mount volume = mount("8:1", "/a/volume");
    List<Mount> filesystem =
        List.of(
            mount("8:1", "/hosts"), mount("8:1", "/a/hosts"), volume, mount("8:1", "/a/volume/b"));
    assertEquals(Set.of(volume), reader.read(List.of(filesystem)).keySet());
    assertFalse(calls.containsKey("/a/volume/b"));
  }

  @Test
  void fileSystemWithoutAFolderIsLeftOut() throws Exception {
    notFolders.add("/hosts");
    assertEquals(Set.of("/"), points(reader.read(each("/hosts", "/"))));
  }

  @Test
  void noOtherPointOfAHungFileSystemIsRead() throws Exception {
    hanging.add("/nfs");
    List<Mount> filesystem = List.of(mount("0:9", "/nfs"), mount("0:9", "/nfs2"));
    assertTrue(reader.read(List.of(filesystem)).isEmpty());
    assertTrue(reader.read(List.of(filesystem.reversed())).isEmpty());
    assertEquals(Set.of("/nfs"), calls.keySet());
  }

  /// Returns a file system for each mount point.
  private static List<List<Mount>> each(String... points) {
    return Stream.of(points).map(point -> List.of(mount(point, point))).toList();
  }

  private static Mount mount(String id, String point) {
    return new Mount(id, "/", point, "rw", "ext4", "/dev/sda1", "rw");
  }

  private static Set<String> points(Map<Mount, Space> spaces) {
    return spaces.keySet().stream().map(Mount::point).collect(Collectors.toSet());
  }

  private Optional<Space> ask(String mountpoint) {
    calls.computeIfAbsent(mountpoint, each -> new AtomicInteger()).incrementAndGet();
    while (hanging.contains(mountpoint)) {
      try {
        server.await();
        return SPACE;
      } catch (InterruptedException ignored) {
        // a call in the kernel cannot be interrupted
      }
    }
    return notFolders.contains(mountpoint) ? Optional.empty() : SPACE;
  }
}
