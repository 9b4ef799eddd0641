package dev.obs.kernel.supervision;

import java.util.Arrays;
import java.util.stream.Stream;

/// Finds out whether shutdown hooks of the application run. The JDK does not name them, so every
/// thread counts that is not certainly something else: daemons, threads of the runtime, workers of
/// executors, and threads that were seen before the process began to end.
///
/// So a thread may be taken for a hook, but a hook that is not a daemon is never overlooked.
public final class HookThreads {
  /// The name of the kernel's own hooks.
  public static final String OWN = "obs-close";

  private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

  private volatile long[] older = {};

  /// Remembers the running threads, unless the process is ending: then hooks may be among them.
  public void remember() {
    long[] ids = threads().mapToLong(Thread::threadId).sorted().toArray();
    if (!ProcessEnd.isUnderWay()) {
      older = ids;
    }
  }

  /// Whether a hook of the application may run.
  ///
  /// @param runner the thread that starts the hooks and then waits for their end
  public boolean mayRun(Thread runner) {
    return runner.getState() != Thread.State.WAITING // it has not started all of them
        || threads().anyMatch(thread -> !thread.equals(runner) && mayBeHook(thread));
  }

  private boolean mayBeHook(Thread thread) {
    return !thread.isDaemon()
        && thread.isAlive()
        && Arrays.binarySearch(older, thread.threadId()) < 0
        && !thread.getName().equals(OWN)
        && !thread.getName().equals("DestroyJavaVM")
        && !KernelThreads.isOfAKernel(thread)
        && Stream.of(thread.getStackTrace())
            .noneMatch(frame -> frame.getClassName().equals(WORKER));
  }

  private static Stream<Thread> threads() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] found = new Thread[all.activeCount() + 16];
    int count = all.enumerate(found);
    while (count == found.length) { // there may be more
      found = new Thread[2 * found.length];
      count = all.enumerate(found);
    }
    return Arrays.stream(found, 0, count);
  }
}
