package dev.obs.kernel.supervision;

import dev.obs.kernel.supervision.Guard.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Closes what has been opened, in reverse. Each part registers its close when it opens, so that a
/// start that fails half-way closes exactly what it opened. A step that hangs is left behind when
/// its time is up; one that throws is logged; the next one follows in any case.
///
/// Used by one thread at a time.
public final class Lifecycle {
  /// The time of a step that may wait for foreign code, within the deadline.
  private static final Duration STEP = Duration.ofSeconds(1);

  /// The time of a step after the deadline.
  private static final Duration LAST = Duration.ofMillis(50);

  private final Supervisor supervisor;
  private final Deque<Step> steps = new ArrayDeque<>();

  public Lifecycle(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /// Closes one part.
  @FunctionalInterface
  public interface Close {
    /// Closes it.
    ///
    /// @param deadline in terms of [System#nanoTime]
    void run(long deadline) throws Exception;
  }

  private record Step(String name, boolean foreign, Close close) {}

  /// Registers the close of a part that waits for nothing outside, or no longer than the deadline.
  public void own(String name, Close close) {
    steps.push(new Step(name, false, close));
  }

  /// Registers the close of a part that calls foreign code.
  public void foreign(String name, Close close) {
    steps.push(new Step(name, true, close));
  }

  /// Closes all parts, the last one first.
  ///
  /// @param deadline in terms of [System#nanoTime]
  public void run(long deadline) {
    boolean interrupted = Thread.interrupted();
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        if (step.foreign()) {
          guarded(step, deadline);
        } else {
          step.close().run(deadline);
        }
      } catch (InterruptedException hurried) {
        interrupted = true; // the step has ended early
      } catch (Throwable failure) { // the other parts must be closed
        failed(step, supervisor.text(failure));
      }
      interrupted |= Thread.interrupted(); // it must not end the next step
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded(Step step, long deadline) {
    long left = Math.clamp(deadline - System.nanoTime(), LAST.toNanos(), STEP.toNanos());
    Outcome<Boolean> outcome =
        supervisor
            .guard()
            .call(
                "close-" + step.name(),
                Duration.ofNanos(left),
                () -> {
                  step.close().run(deadline);
                  return true;
                });
    outcome.then(
        unused -> {},
        failure -> failed(step, supervisor.text(failure)),
        limit -> failed(step, "no end within " + limit.toMillis() + " ms"));
  }

  private void failed(Step step, String why) {
    supervisor.faults().warn("close " + step.name(), step.name() + " cannot be closed: " + why);
  }
}
