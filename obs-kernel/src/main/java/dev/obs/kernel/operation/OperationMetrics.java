package dev.obs.kernel.operation;

import dev.obs.kernel.duration.Boundaries;
import dev.obs.kernel.duration.DurationHistogram;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The histogram `operation.duration` (unit `s`; attributes `operation` and, when it failed,
/// `error.type`), with the sampled span as exemplar, and the counter `obs.operation.dropped_notes`
/// of the metadata for which an operation has no room.
final class OperationMetrics {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private final DoubleHistogram duration;

  /// @param histogram makes the histogram
  /// @param droppedNotes how many entries of metadata have been dropped
  OperationMetrics(Meter histogram, Meter meter, LongSupplier droppedNotes) {
    duration =
        histogram
            .histogramBuilder(DurationHistogram.NAME)
            .setDescription(DurationHistogram.DESCRIPTION)
            .setUnit(DurationHistogram.UNIT)
            .setExplicitBucketBoundariesAdvice(Boundaries.SECONDS)
            .build();
    meter
        .counterBuilder("obs.operation.dropped_notes")
        .setDescription("Entries of metadata for which an operation had no room.")
        .setUnit("{note}")
        .buildWithCallback(out -> out.record(droppedNotes.getAsLong()));
  }

  /// Metrics without effect.
  static OperationMetrics none() {
    return new OperationMetrics(noMeter(), noMeter(), () -> 0);
  }

  static Meter noMeter() {
    return MeterProvider.noop().get("none");
  }

  /// The attributes of an operation, with those of its failure if it failed.
  static Attributes attributes(Attributes succeeded, @Nullable String errorType) {
    return errorType == null ? succeeded : succeeded.toBuilder().put(ERROR_TYPE, errorType).build();
  }

  void record(long nanos, Attributes attributes, @Nullable String errorType, Context context) {
    duration.record(nanos / 1e9, attributes(attributes, errorType), context);
  }
}
