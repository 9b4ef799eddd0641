package dev.obs.api;

import dev.obs.model.OperationRecord;
import dev.obs.model.OperationSummary;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Monitored operations: units of work that are worth a span, a duration histogram, a record of
/// what they cost, and a line in the summary.
///
/// Thread-safe. No argument makes a method throw: a name that is null or blank becomes `unnamed`,
/// and names and correlation ids are shortened to 256 characters.
public interface Operations {

  /// Starts an operation on the calling thread; its span is current until [Operation#close].
  ///
  /// @param name a name of low cardinality, such as `route_discovery`; beyond 2,000 names an
  ///   operation counts as `_other`
  default Operation start(String name) {
    return start(name, null);
  }

  /// Starts an operation on the calling thread.
  ///
  /// @param name a name of low cardinality
  /// @param correlationId what ties the operation to a request or job, or null for none: then that
  ///   of the enclosing operation is taken. Log lines written inside carry it.
  Operation start(String name, @Nullable String correlationId);

  /// Runs `work` as an operation; whatever it throws marks the operation failed and is thrown on
  /// unchanged. A null `work` does nothing and returns null.
  default <T extends @Nullable Object> T run(String name, Callable<T> work) throws Exception {
    return run(name, null, work);
  }

  /// Runs `work` as an operation with a correlation id.
  default <T extends @Nullable Object> T run(
      String name, @Nullable String correlationId, Callable<T> work) throws Exception {
    return MonitoredRun.run(this, name, correlationId, MonitoredRun.of(work));
  }

  /// Runs `work` as an operation; whatever it throws marks the operation failed and is thrown on
  /// unchanged. A null `work` does nothing.
  default void run(String name, Runnable work) {
    MonitoredRun.run(this, name, null, MonitoredRun.of(work));
  }

  /// The summary of every operation so far, by name. Bounded in memory: at most one more than
  /// `telemetry.operations.limit` names.
  SortedMap<String, OperationSummary> summary();

  /// The records of the last operations that ended, the newest last; at most 128, and fewer if
  /// their metadata takes more than 1 MB.
  List<OperationRecord> recent();
}
