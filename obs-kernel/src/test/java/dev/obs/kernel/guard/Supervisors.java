package dev.obs.kernel.guard;

import java.util.function.UnaryOperator;

/// Supervisors for tests of what they supervise.
public final class Supervisors {
  private Supervisors() {}

  /// A supervisor that hides nothing.
  public static Supervisor create() {
    return new Supervisor(new KernelThreads(), System.getLogger("obs"), UnaryOperator.identity());
  }
}
