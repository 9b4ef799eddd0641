package dev.obs.api;

import dev.obs.model.OperationRecord;
import dev.obs.model.OperationSummary;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Monitored operations: units of work that deserve a span, a duration histogram, a record of their
/// cost, and a line in the summary.
///
/// Thread-safe. No method throws, whatever the arguments are: a null or blank name becomes
/// `unnamed`, and names and correlation ids are shortened to 256 characters.
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
  /// @param correlationId the id that connects the operation with a request or job, or null to
  ///   inherit that of the enclosing operation. Log lines written inside carry it.
  Operation start(String name, @Nullable String correlationId);

  /// Runs `work` as an operation; an exception marks the operation as failed and is rethrown
  /// unchanged. A null `work` does nothing and returns null.
  default <T extends @Nullable Object> T run(String name, Callable<T> work) throws Exception {
    return run(name, null, work);
  }

  /// Runs `work` as an operation with a correlation id.
  default <T extends @Nullable Object> T run(
      String name, @Nullable String correlationId, Callable<T> work) throws Exception {
    return MonitoredRun.run(this, name, correlationId, MonitoredRun.of(work));
  }

  /// Runs `work` as an operation; an exception marks the operation as failed and is rethrown
  /// unchanged. A null `work` does nothing.
  default void run(String name, Runnable work) {
    MonitoredRun.run(this, name, null, MonitoredRun.of(work));
  }

  /// Returns the summary of every operation so far, by name. Bounded in memory: at most one more
  /// than `telemetry.operations.limit` names.
  SortedMap<String, OperationSummary> summary();

  /// Returns the records of the last operations that ended, the newest last; at most 128, and fewer
  /// if their metadata takes more than 1 MB.
  List<OperationRecord> recent();
}
