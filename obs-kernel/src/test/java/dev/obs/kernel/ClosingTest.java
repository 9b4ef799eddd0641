package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTest {
  private final Supervisor supervisor =
      new Supervisor(
          new KernelThreads(), System.getLogger("obs.closing"), UnaryOperator.identity());
  private final Closing closing = new Closing(supervisor);
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
    closing.own("a", _ -> closed.add("a"));
    closing.foreign("b", _ -> closed.add("b"));
    closing.own("c", _ -> closed.add("c"));

    closing.run(in(Duration.ofSeconds(5)));

    assertEquals(List.of("c", "b", "a"), closed);
  }

  @Test
  void goesOnAfterAPartThatThrows() {
    closing.own("a", _ -> closed.add("a"));
    closing.foreign(
        "b",
        _ -> {
          throw new StackOverflowError();
        });
    closing.own(
        "c",
        _ -> {
          throw new IllegalStateException();
        });

    closing.run(in(Duration.ofSeconds(5)));

    assertEquals(List.of("a"), closed);
  }

  @Test
  void leavesAPartThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    closing.own("a", _ -> closed.add("a"));
    closing.foreign(
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

    closing.run(in(Duration.ZERO));
    never.countDown();

    assertEquals(List.of("a"), closed);
  }

  @Test
  void closesEverythingOnAnInterruptedThread() {
    closing.foreign("a", _ -> closed.add("a"));
    closing.own("b", _ -> Thread.currentThread().interrupt());
    closing.foreign("c", _ -> closed.add("c"));
    Thread.currentThread().interrupt();

    closing.run(in(Duration.ofSeconds(5)));

    assertTrue(Thread.interrupted(), "the caller must still see its interrupt");
    assertEquals(List.of("c", "a"), closed);
  }

  @Test
  void closesAPartOnce() {
    closing.own("a", _ -> closed.add("a"));

    closing.run(in(Duration.ofSeconds(5)));
    closing.run(in(Duration.ofSeconds(5)));

    assertEquals(List.of("a"), closed);
    assertFalse(Thread.interrupted());
  }
}
