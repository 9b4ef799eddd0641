package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.delivery.CollectingReader;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.SafeText;
import java.util.ArrayList;
import java.util.List;

/// Collects the metrics of each push sink on a schedule and a thread of its own.
final class MetricCollections {
  private final KernelContext context;
  private final List<CollectingReader> readers = new ArrayList<>();
  private final List<PeriodicCall> schedules = new ArrayList<>();

  MetricCollections(KernelContext context) {
    this.context = context;
  }

  /// Adds a reader, which is not collected before [#start].
  ///
  /// @param sink for the name of the thread
  void add(String sink, CollectingReader reader) {
    Configuration configuration = context.configuration();
    readers.add(reader);
    schedules.add(
        new PeriodicCall(
            context.supervisor(),
            "collect-" + sink,
            configuration.get(CoreSettings.COLLECTION_INTERVAL),
            configuration.get(CoreSettings.METRIC_EXPORT_TIMEOUT),
            () -> collect(reader)));
  }

  /// A callback of an instrument that throws an Error must not end the collection for good.
  private void collect(CollectingReader reader) {
    try {
      reader.collect();
    } catch (Throwable failure) {
      context
          .supervisor()
          .faults()
          .warn(
              "collect" + failure.getClass().getName(),
              "metrics cannot be collected: " + SafeText.of(failure));
    }
  }

  /// Collects all readers once, on the calling thread. Never throws.
  void collect() {
    readers.forEach(this::collect);
  }

  void start() {
    schedules.forEach(PeriodicCall::start);
  }

  /// Ends the schedules; [#collect] may still be called.
  void stop() {
    schedules.forEach(PeriodicCall::close);
  }
}
