package dev.obs.kernel.operation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The histogram `operation.duration` (unit `s`; attributes `operation` and, when it failed,
/// `error.type`), with the sampled span as exemplar, and the counter `obs.operation.dropped_notes`
/// of the metadata for which an operation has no room.
final class OperationMetrics {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final List<Double> BUCKETS =
      List.of(
          0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

  private final DoubleHistogram duration;

  /// @param droppedNotes how many entries of metadata have been dropped
  OperationMetrics(Meter meter, LongSupplier droppedNotes) {
    duration =
        meter
            .histogramBuilder("operation.duration")
            .setDescription("Duration of monitored operations.")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(BUCKETS)
            .build();
    meter
        .counterBuilder("obs.operation.dropped_notes")
        .setDescription("Entries of metadata for which an operation had no room.")
        .setUnit("{note}")
        .buildWithCallback(out -> out.record(droppedNotes.getAsLong()));
  }

  /// Metrics without effect.
  static OperationMetrics none() {
    return new OperationMetrics(MeterProvider.noop().get("none"), () -> 0);
  }

  void record(long nanos, Attributes attributes, @Nullable String errorType, Context context) {
    Attributes all =
        errorType == null ? attributes : attributes.toBuilder().put(ERROR_TYPE, errorType).build();
    duration.record(nanos / 1e9, all, context);
  }
}
