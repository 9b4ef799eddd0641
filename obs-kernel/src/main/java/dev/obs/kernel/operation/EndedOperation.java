package dev.obs.kernel.operation;

import dev.obs.model.OperationRecord;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is kept of an operation. The record for readers is made when someone reads.
///
/// @param startedAt nanoseconds since 1970
/// @param bytes allocated, less than 0 if that is not known
/// @param cpuPercent not a number if that is not known
/// @param notes taken
/// @param size bytes on the heap, about
record EndedOperation(
    String name,
    long startedAt,
    long nanos,
    long bytes,
    double cpuPercent,
    @Nullable String correlationId,
    @Nullable String errorType,
    SpanContext span,
    Notes notes,
    int size) {
  OperationRecord record() {
    return new OperationRecord(
        name,
        Instant.ofEpochSecond(0, startedAt),
        Duration.ofNanos(nanos),
        bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes),
        Double.isNaN(cpuPercent) ? OptionalDouble.empty() : OptionalDouble.of(cpuPercent),
        Optional.ofNullable(correlationId),
        Optional.ofNullable(errorType),
        traceId(),
        notes.map());
  }

  /// The trace id; of a foreign context that throws, an invalid one.
  private String traceId() {
    try {
      return span.getTraceId();
    } catch (Throwable failure) {
      return SpanContext.getInvalid().getTraceId();
    }
  }
}
