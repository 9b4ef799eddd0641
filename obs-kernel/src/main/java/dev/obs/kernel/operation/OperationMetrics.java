package dev.obs.kernel.operation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The histogram `operation.duration` (unit `s`; attributes `operation` and, when it failed,
/// `error.type`), with the sampled span as exemplar.
final class OperationMetrics {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final List<Double> BUCKETS =
      List.of(
          0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

  private final DoubleHistogram duration;

  OperationMetrics(Meter meter) {
    duration =
        meter
            .histogramBuilder("operation.duration")
            .setDescription("Duration of monitored operations.")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(BUCKETS)
            .build();
  }

  void record(long nanos, Attributes attributes, @Nullable String errorType, Context context) {
    Attributes all =
        errorType == null ? attributes : attributes.toBuilder().put(ERROR_TYPE, errorType).build();
    duration.record(nanos / 1e9, all, context);
  }
}
