package dev.obs.kernel.operation;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import io.opentelemetry.api.trace.Span;
import java.util.function.UnaryOperator;

/// Operations that have ended.
final class Ended {
  private static final FaultLog FAULTS =
      new Supervisor(new KernelThreads(), System.getLogger("dev.obs"), UnaryOperator.identity())
          .faults();

  private Ended() {}

  /// Returns one that took so many nanoseconds.
  static OperationData after(long nanos) {
    OperationData data = new OperationData("x", null);
    data.figures(nanos, -1, Double.NaN);
    data.complete(0, Span.getInvalid(), new ForeignCalls(FAULTS), null);
    return data;
  }
}
