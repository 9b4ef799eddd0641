package dev.obs.kernel.supervision;

import dev.obs.model.SafeText;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A thread of the kernel that works in rounds and survives every one of them: whatever a round
/// throws is logged, and the next one follows after a pause. It ends only when a round says that
/// there are no more.
public final class Worker {
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

  /// The time for which the rounds of the kernel's threads may fail.
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String name;
  private final Round round;
  private final FaultLog faults;
  private final Thread thread;
  private final long patience;
  private volatile State state = State.NEW;
  private volatile boolean failing;
  private volatile long failingSince;

  /// The life of a worker.
  private enum State {
    NEW,
    WORKING,
    /// The last round said so.
    DONE,
    /// The thread ended although there was more to do.
    DEAD
  }

  /// One round of work.
  @FunctionalInterface
  public interface Round {
    /// Works.
    ///
    /// @return whether there is another round
    /// @throws Exception is logged; another round follows
    boolean run() throws Exception;
  }

  /// @param patience for how long all rounds may fail before the work counts as not done
  Worker(String name, Round round, FaultLog faults, ThreadMaker threads, Duration patience) {
    this.name = name;
    this.round = round;
    this.faults = faults;
    this.thread = threads.make(name, this::work);
    this.patience = patience.toNanos();
  }

  /// Makes a thread, not started.
  @FunctionalInterface
  interface ThreadMaker {
    Thread make(String name, Runnable task);
  }

  /// Starts the thread.
  public void start() {
    state = State.WORKING;
    try {
      thread.start();
    } catch (Throwable noThread) { // no memory or no process left for it
      abandon();
      faults.warn(
          "thread " + name, "thread " + name + " cannot be started: " + SafeText.of(noThread));
    }
  }

  /// The thread.
  public Thread thread() {
    return thread;
  }

  private void work() {
    int failures = 0;
    try {
      while (true) {
        try {
          if (!round.run()) {
            state = State.DONE;
            return;
          }
          failures = 0;
          failing = false;
        } catch (Throwable failure) { // an Error must not end the thread either
          failures++;
          failed(failure);
          pause(failures);
        }
      }
    } finally {
      if (state != State.DONE) {
        abandon();
      }
    }
  }

  /// Nobody does the work any more.
  void abandon() {
    state = State.DEAD;
  }

  private void failed(Throwable failure) {
    try {
      if (!failing) {
        failingSince = System.nanoTime();
        failing = true;
      }
      Thread.interrupted(); // an interrupt that was meant for the round
      faults.warn(
          "thread " + name + failure.getClass().getName(),
          "thread " + name + " goes on after " + SafeText.of(failure));
    } catch (Throwable noMemory) {
      // the next failure may be logged
    }
  }

  private void pause(int failures) {
    long pause = Math.min(FIRST_PAUSE << Math.min(failures - 1, 10), LONGEST_PAUSE);
    LockSupport.parkNanos(this, pause);
  }

  /// Whether the work is done, or at least tried without failing all the time.
  boolean well() {
    return switch (state) {
      case NEW, DONE -> true;
      case DEAD -> false;
      case WORKING -> !failing || System.nanoTime() - failingSince < patience;
    };
  }

  /// Whether it will do nothing any more.
  boolean over() {
    return state == State.DONE;
  }

  @Override
  public String toString() {
    return name;
  }
}
