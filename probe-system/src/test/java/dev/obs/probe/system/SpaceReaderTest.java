package dev.obs.probe.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpaceReaderTest {
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final TestContext context = new TestContext();
  private final CountDownLatch server = new CountDownLatch(1);
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Set<String> hanging = ConcurrentHashMap.newKeySet();
  private final SpaceReader reader = new SpaceReader(this::ask, LIMIT, context.logger());

  @AfterEach
  void release() {
    server.countDown();
  }

  @Test
  void hungFileSystemDoesNotHoldUpTheOthers() throws Exception {
    hanging.add("/nfs");
    long start = System.nanoTime();
    assertEquals(Set.of("/", "/data"), reader.read(List.of("/nfs", "/", "/data")).keySet());
    long elapsed = System.nanoTime() - start;
    assertTrue(elapsed < LIMIT.toNanos() * 3, elapsed + " ns");
  }

  @Test
  void hungFileSystemIsLeftAloneUntilItsCallReturns() throws Exception {
    hanging.add("/nfs");
    List<String> mounts = List.of("/nfs", "/");
    for (int sample = 0; sample < 4; sample++) {
      assertEquals(Set.of("/"), reader.read(mounts).keySet());
    }
    assertEquals(1, calls.get("/nfs").get());
    assertEquals(4, calls.get("/").get());

    hanging.clear();
    server.countDown();
    await().until(() -> reader.read(mounts).containsKey("/nfs"));
    assertEquals(2, calls.get("/nfs").get());
  }

  @Test
  void samplesAfterTheFirstDoNotWaitForIt() throws Exception {
    hanging.add("/nfs");
    reader.read(List.of("/nfs"));
    long start = System.nanoTime();
    reader.read(List.of("/nfs"));
    assertTrue(System.nanoTime() - start < LIMIT.toNanos());
  }

  @Test
  void hangAndReturnAreLoggedOnceEach() throws Exception {
    hanging.add("/nfs");
    for (int sample = 0; sample < 3; sample++) {
      reader.read(List.of("/nfs", "/"));
    }
    assertEquals(
        List.of(
            "WARNING the file system at /nfs has not answered within 500 ms; it is left out until"
                + " it does"),
        context.logger().lines(Level.INFO));
    hanging.clear();
    server.countDown();
    await().until(() -> reader.read(List.of("/nfs")).containsKey("/nfs"));
    assertEquals(
        "INFO the file system at /nfs answers again", context.logger().lines(Level.INFO).getLast());
    assertEquals(2, context.logger().lines(Level.INFO).size());
  }

  @Test
  void manyHungFileSystemsDelayTheLastNoMoreThanOne() throws Exception {
    List<String> mounts = IntStream.range(0, 40).mapToObj(number -> "/nfs" + number).toList();
    hanging.addAll(mounts.subList(0, 39));
    long start = System.nanoTime();
    assertEquals(Set.of("/nfs39"), reader.read(mounts).keySet());
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
    assertTrue(failing.read(List.of("/")).isEmpty());
    assertTrue(failing.read(List.of("/")).isEmpty());
    assertEquals(2, calls.get("/").get());
    assertEquals(List.of(), context.logger().lines(Level.INFO));
  }

  @Test
  void noThreadOutlivesItsRead() throws Exception {
    reader.read(List.of("/", "/data"));
    await()
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("obs-space-/data")));
  }

  private Space ask(String mountpoint) {
    calls.computeIfAbsent(mountpoint, each -> new AtomicInteger()).incrementAndGet();
    while (hanging.contains(mountpoint)) {
      try {
        server.await();
        return new Space(100, 50, 40);
      } catch (InterruptedException ignored) {
        // a call in the kernel cannot be interrupted
      }
    }
    return new Space(100, 50, 40);
  }
}
