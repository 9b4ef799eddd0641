package dev.obs.kernel.operation;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.model.SafeText;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls of an OpenTelemetry that the application may have given: what one throws costs that call
/// alone and is logged.
final class ForeignCalls {
  private final FaultLog faults;

  ForeignCalls(FaultLog faults) {
    this.faults = faults;
  }

  /// @param otherwise the result if the call throws or returns null
  <T> T call(Supplier<@Nullable T> call, T otherwise) {
    try {
      T result = call.get();
      return result == null ? otherwise : result;
    } catch (Throwable failure) {
      report(failure);
      return otherwise;
    }
  }

  void run(Runnable call) {
    try {
      call.run();
    } catch (Throwable failure) {
      report(failure);
    }
  }

  /// Never throws, even without memory or stack.
  void report(Throwable failure) {
    try {
      faults.warn(
          "operation " + failure.getClass().getName(),
          "an operation is incomplete because OpenTelemetry threw " + SafeText.of(failure));
    } catch (Throwable noMemory) {
      // the next failure may be logged
    }
  }

  /// Warns of an operation that ended while its context was still in use. Never throws.
  void endedEarly(String operation) {
    try {
      faults.warn(
          "ended " + operation,
          "operation '"
              + operation
              + "' was closed on another thread, or before work that continues in its context;"
              + " operations that start there are not its children");
    } catch (Throwable noMemory) {
      // the next one may be logged
    }
  }
}
