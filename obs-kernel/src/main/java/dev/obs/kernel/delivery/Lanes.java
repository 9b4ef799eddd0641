package dev.obs.kernel.delivery;

import dev.obs.kernel.supervision.Worker;
import dev.obs.model.LaneStats;
import java.time.Duration;
import java.util.List;

/// All lanes of a kernel, flushed and closed together under one deadline.
public final class Lanes {
  /// The time that workers which hang get to end after their interrupt.
  private static final Duration GRACE = Duration.ofMillis(200);

  private final List<Lane<?>> lanes;

  /// @param lanes in the order of reports
  public Lanes(List<Lane<?>> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  /// Starts all workers.
  public void start() {
    lanes.forEach(Lane::start);
  }

  /// Each lane's accounts.
  public List<LaneStats> stats() {
    return lanes.stream().map(Lane::stats).toList();
  }

  /// Waits until everything offered before the call is delivered or dropped.
  ///
  /// @param deadline in terms of [System#nanoTime]
  public boolean flush(long deadline) throws InterruptedException {
    boolean all = true;
    for (Lane<?> lane : lanes) {
      all &= lane.flush(deadline);
    }
    return all;
  }

  /// Lets all workers finish until the deadline, then interrupts and finally leaves those that
  /// hang.
  public void close(long deadline) throws InterruptedException {
    close(lanes, deadline);
  }

  /// The same, but for one lane, which is closed after the others and gets a moment even if they
  /// used up the time: it takes what is said of them.
  public void close(long deadline, Lane<?> last) throws InterruptedException {
    close(lanes.stream().filter(lane -> lane != last).toList(), deadline);
    close(List.of(last), Math.max(deadline, System.nanoTime() + GRACE.toNanos()));
  }

  private static void close(List<Lane<?>> some, long deadline) throws InterruptedException {
    some.forEach(lane -> lane.beginClose(deadline));
    List<Thread> workers =
        some.stream().flatMap(lane -> lane.workers().stream()).map(Worker::thread).toList();
    if (!join(workers, deadline)) {
      workers.forEach(Thread::interrupt);
      join(workers, System.nanoTime() + GRACE.toNanos());
    }
    some.forEach(Lane::closeBooks);
  }

  private static boolean join(List<Thread> workers, long deadline) throws InterruptedException {
    boolean all = true;
    for (Thread worker : workers) {
      long left = Math.max(1, deadline - System.nanoTime());
      all &= worker.getState() == Thread.State.NEW || worker.join(Duration.ofNanos(left));
    }
    return all;
  }
}
