package dev.obs.kernel.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LifecycleTest {
  private final Supervisor supervisor =
      new Supervisor(
          new KernelThreads(), System.getLogger("obs.closing"), UnaryOperator.identity());
  private final Lifecycle lifecycle = new Lifecycle(supervisor);
  private final List<String> closed = new ArrayList<>();

  @AfterEach
  void end() {
    supervisor.close();
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  @Test
  void closesInReverse() {
    lifecycle.own("a", _ -> closed.add("a"));
    lifecycle.foreign("b", _ -> closed.add("b"));
    lifecycle.own("c", _ -> closed.add("c"));

    lifecycle.run(in(Duration.ofSeconds(5)));

    assertEquals(List.of("c", "b", "a"), closed);
  }

  @Test
  void goesOnAfterAPartThatThrows() {
    lifecycle.own("a", _ -> closed.add("a"));
    lifecycle.foreign(
        "b",
        _ -> {
          throw new StackOverflowError();
        });
    lifecycle.own(
        "c",
        _ -> {
          throw new IllegalStateException();
        });

    lifecycle.run(in(Duration.ofSeconds(5)));

    assertEquals(List.of("a"), closed);
  }

  @Test
  void leavesAPartThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    lifecycle.own("a", _ -> closed.add("a"));
    lifecycle.foreign(
        "b",
        _ -> {
          while (never.getCount() > 0) {
            try {
              never.await();
            } catch (InterruptedException deaf) {
              // as code that swallows interrupts
            }
          }
        });

    lifecycle.run(in(Duration.ZERO));
    never.countDown();

    assertEquals(List.of("a"), closed);
  }

  @Test
  void closesEverythingOnAnInterruptedThread() {
    lifecycle.foreign("a", _ -> closed.add("a"));
    lifecycle.own("b", _ -> Thread.currentThread().interrupt());
    lifecycle.foreign("c", _ -> closed.add("c"));
    Thread.currentThread().interrupt();

    lifecycle.run(in(Duration.ofSeconds(5)));

    assertTrue(Thread.interrupted(), "the caller must still see its interrupt");
    assertEquals(List.of("c", "a"), closed);
  }

  @Test
  void closesAPartOnce() {
    lifecycle.own("a", _ -> closed.add("a"));

    lifecycle.run(in(Duration.ofSeconds(5)));
    lifecycle.run(in(Duration.ofSeconds(5)));

    assertEquals(List.of("a"), closed);
    assertFalse(Thread.interrupted());
  }
}
