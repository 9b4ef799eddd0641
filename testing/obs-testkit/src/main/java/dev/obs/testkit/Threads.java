package dev.obs.testkit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The search for threads that outlive their creator.
///
/// The JDK's own threads, which are in separate thread groups or belong to the common pool, are not
/// counted. The selector thread of a `java.net.http.HttpClient` is counted: it ends when the client
/// is shut down, which is the plugin's responsibility.
final class Threads {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Set<String> GROUPS =
      Set.of(
          "system",
          "InnocuousThreadGroup",
          "InnocuousForkJoinWorkerThreadGroup",
          "CarrierThreads"); // the carriers of virtual threads, whose number the JVM controls

  private final Set<Thread> before = live();

  private Threads() {}

  /// Records the existing threads.
  static Threads now() {
    return new Threads();
  }

  /// Waits for the end of all newer threads.
  void assertNoneLeft(Rule rule, String by) {
    if (!Wait.atMost(GRACE, () -> left().isEmpty())) {
      String names =
          left().stream()
              .map(thread -> '"' + thread.getName() + '"')
              .sorted()
              .collect(Collectors.joining(", "));
      throw rule.broken(
          by + " left threads alive " + GRACE.toSeconds() + " s after it was closed: " + names,
          "shut down executors and clients in close()");
    }
  }

  private Set<Thread> left() {
    Set<Thread> left = live();
    left.removeAll(before);
    return left;
  }

  private static Set<Thread> live() {
    Set<Thread> live = new HashSet<>(Thread.getAllStackTraces().keySet());
    live.removeIf(Threads::isOfTheJdk);
    return live;
  }

  private static boolean isOfTheJdk(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    String name = thread.getName();
    return group == null // ended meanwhile
        || GROUPS.contains(group.getName())
        || name.equals(Call.THREAD)
        || name.startsWith("ForkJoinPool.commonPool-")
        || name.endsWith("DelayScheduler");
  }
}
