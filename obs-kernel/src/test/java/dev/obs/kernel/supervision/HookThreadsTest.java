package dev.obs.kernel.supervision;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Threads that may be shutdown hooks. Isolated, because threads of other tests could be some.
@Isolated
class HookThreadsTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread runner =
      start(Thread.ofPlatform().daemon().name("runner").unstarted(this::work));
  private final HookThreads hooks = new HookThreads();

  private void work() {
    try {
      end.await();
    } catch (InterruptedException stop) {
      // it ends
    }
  }

  private static Thread start(Thread thread) {
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  @AfterEach
  void endThreads() {
    end.countDown();
  }

  @Test
  void aThreadThatIsNewMayBeAHookUntilItEnds() throws InterruptedException {
    hooks.remember();
    assertFalse(hooks.mayRun(runner));
    Thread hook = start(Thread.ofPlatform().daemon(false).unstarted(this::work));
    assertTrue(hooks.mayRun(runner));
    end.countDown();
    hook.join();
    runner.join();
    assertTrue(hooks.mayRun(runner), "the runner does not wait for hooks");
  }

  @Test
  void otherThreadsAreNoHooks() throws InterruptedException {
    start(Thread.ofPlatform().daemon(false).name("older").unstarted(this::work));
    hooks.remember();
    start(Thread.ofPlatform().daemon(false).name(HookThreads.OWN).unstarted(this::work));
    start(Thread.ofPlatform().daemon().unstarted(this::work));
    start(new KernelThreads().thread("of a kernel", this::work));
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      CountDownLatch working = new CountDownLatch(1);
      pool.execute(() -> {
        working.countDown();
        work();
      });
      working.await();
      assertFalse(hooks.mayRun(runner));
      end.countDown();
    }
  }
}
