package dev.obs.api;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A run of work as an operation, such that no failure of the monitoring reaches the caller, even
/// if an action has exhausted the stack or the heap: only the action's own failure is thrown.
final class MonitoredRun {
  private MonitoredRun() {}

  /// Work with a result.
  @FunctionalInterface
  interface Work<T extends @Nullable Object, E extends Exception> {
    T call() throws E;
  }

  @SuppressWarnings("NullAway") // no work, no result
  static <T extends @Nullable Object> Work<T, Exception> of(@Nullable Callable<T> work) {
    return () -> work == null ? null : work.call();
  }

  @SuppressWarnings("NullAway") // no result
  static Work<@Nullable Object, RuntimeException> of(@Nullable Runnable work) {
    return () -> {
      if (work != null) {
        work.run();
      }
      return null;
    };
  }

  static <T extends @Nullable Object, E extends Exception> T run(
      Operations operations, String name, @Nullable String correlationId, Work<T, E> work)
      throws E {
    Operation operation = start(operations, name, correlationId);
    try {
      return work.call();
    } catch (Throwable failure) {
      if (operation != null) {
        try {
          operation.fail(failure);
        } catch (Throwable unmarked) {
          // the failure of the action matters more
        }
      }
      throw failure;
    } finally {
      if (operation != null) {
        try {
          operation.close();
        } catch (Throwable unclosed) {
          // the outcome of the action matters more
        }
      }
    }
  }

  private static @Nullable Operation start(
      Operations operations, String name, @Nullable String correlationId) {
    try {
      return operations.start(name, correlationId);
    } catch (Throwable unmonitored) {
      return null; // the work matters more
    }
  }
}
