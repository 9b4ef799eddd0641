package dev.obs.kernel.supervision;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;

/// The kernel's threads: daemons, named `obs-...`, in a thread group of their own.
///
/// The group marks the threads of sinks: a thread that a library starts from a lane's thread
/// inherits the group, so its log lines can be kept out of the lanes without knowing the library.
/// Virtual threads have no group of their own and inherit a mark instead. The threads of the common
/// pool are shared with the application, whichever thread started them: there the code on the stack
/// decides.
public final class KernelThreads {
  private static final String GROUP = "obs";

  private final ThreadGroup group = new ThreadGroup(GROUP);
  private final ThreadGroup lanes = new ThreadGroup(group, "obs-lanes");
  private final SinkCode sinkCode = new SinkCode();
  private final InheritableThreadLocal<Boolean> mark = new InheritableThreadLocal<>();

  /// A thread of the kernel, not started.
  public Thread thread(String name, Runnable task) {
    return daemon(group, name, task);
  }

  /// A thread that works for a sink, not started.
  public Thread laneThread(String name, Runnable task) {
    return daemon(
        lanes,
        name,
        () -> {
          mark.set(true);
          task.run();
        });
  }

  /// Makes threads of one name.
  public ThreadFactory factory(String name) {
    return task -> thread(name, task);
  }

  /// Recognises the code of sinks.
  public SinkCode sinkCode() {
    return sinkCode;
  }

  /// Whether the calling thread works for a sink.
  public boolean isLaneThread() {
    Thread thread = Thread.currentThread();
    if (thread instanceof ForkJoinWorkerThread worker
        && worker.getPool().equals(ForkJoinPool.commonPool())) {
      return sinkCode.isOnStack();
    }
    ThreadGroup current = thread.getThreadGroup();
    return (current != null && lanes.parentOf(current)) || mark.get() != null;
  }

  /// Whether a thread belongs to any kernel of the process.
  static boolean isOfAKernel(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    while (group != null && !group.getName().equals(GROUP)) {
      group = group.getParent();
    }
    return group != null;
  }

  private static Thread daemon(ThreadGroup group, String name, Runnable task) {
    Thread thread = new Thread(group, task, "obs-" + name);
    thread.setDaemon(true);
    return thread;
  }
}
