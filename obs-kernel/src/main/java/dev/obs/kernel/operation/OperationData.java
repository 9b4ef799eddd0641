package dev.obs.kernel.operation;

import dev.obs.kernel.trace.AttributeTable;
import dev.obs.kernel.trace.LocalIds;
import dev.obs.model.OperationRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The data of one operation. It refers to no span or context, so that the record of an operation
/// keeps neither in memory; the record for readers is made when someone reads.
///
/// Written by the thread that starts the operation and by the one that ends it.
final class OperationData {
  private final String name;
  private final @Nullable String correlationId;
  private volatile @Nullable String errorType;

  /// [System#nanoTime] at the start; nanoseconds since 1970 once it has ended.
  private long startedAt;

  private long nanos;

  /// Allocated by the thread before, then by the operation; less than 0 if that is not known.
  private long bytes = -1;

  /// CPU nanoseconds of the thread before, then the percentage of the operation; not a number if
  /// that is not known.
  private double cpu = Double.NaN;

  private long traceHigh;
  private long traceLow;

  private int size;

  /// The notes, perhaps with other attributes of the span.
  private @Nullable AttributeTable notes;

  OperationData(String name, @Nullable String correlationId) {
    this.name = name;
    this.correlationId = correlationId;
  }

  /// Reads the counters before the operation.
  ///
  /// @param nanoTime [System#nanoTime] at the start
  /// @param measured whether its CPU time is measured
  void start(long nanoTime, ThreadCost cost, boolean measured) {
    startedAt = nanoTime;
    bytes = cost.allocatedBytes();
    long before = measured ? cost.cpuNanos() : -1;
    cpu = before < 0 ? Double.NaN : before; // exact for 100 days of CPU time
  }

  /// Reads the counters after it.
  ///
  /// @param nanoTime [System#nanoTime] at the end
  /// @param own whether the calling thread started the operation
  void end(long nanoTime, ThreadCost cost, boolean own) {
    long duration = nanoTime - startedAt;
    figures(
        duration,
        own && bytes >= 0 ? cost.allocatedBytes() - bytes : -1,
        own && !Double.isNaN(cpu) && duration > 0
            ? percent(cost.cpuNanos() - cpu, duration)
            : Double.NaN);
  }

  /// The two clocks tick differently; a thread cannot use more than all of its time.
  private static double percent(double cpuNanos, long nanos) {
    return Math.clamp(100.0 * cpuNanos / nanos, 0.0, 100.0);
  }

  /// @param allocated less than 0 if that is not known
  /// @param cpuPercent not a number if that is not known
  void figures(long duration, long allocated, double cpuPercent) {
    nanos = duration;
    bytes = allocated;
    cpu = cpuPercent;
  }

  /// Completes the data of an operation that has ended.
  ///
  /// @param since1970 when it started, nanoseconds since 1970
  void complete(long since1970, Span span, ForeignCalls calls, @Nullable AttributeTable all) {
    startedAt = since1970;
    notes = all;
    size = Notes.size(name, "") + (all == null ? 0 : Notes.bytes(all));
    if (span instanceof LocalIds local) {
      traceHigh = local.traceIdHigh();
      traceLow = local.traceIdLow();
    } else {
      String id = calls.call(() -> foreignTraceId(span), TraceId.getInvalid());
      traceHigh = HexFormat.fromHexDigitsToLong(id, 0, TraceId.getLength() / 2);
      traceLow = HexFormat.fromHexDigitsToLong(id, TraceId.getLength() / 2, TraceId.getLength());
    }
  }

  /// The trace id of a span that is not of the kernel's own tracer.
  private static @Nullable String foreignTraceId(Span span) {
    String id = span.getSpanContext().getTraceId();
    return TraceId.isValid(id) ? id : null;
  }

  void fail(String type) {
    errorType = type;
  }

  String name() {
    return name;
  }

  @Nullable String correlationId() {
    return correlationId;
  }

  @Nullable String errorType() {
    return errorType;
  }

  long startedAt() {
    return startedAt;
  }

  /// Nanoseconds since 1970, once it has ended.
  long endedAt() {
    return startedAt + nanos;
  }

  long nanos() {
    return nanos;
  }

  /// Allocated, less than 0 if that is not known.
  long bytes() {
    return bytes;
  }

  /// Not a number if that is not known.
  double cpuPercent() {
    return cpu;
  }

  /// Bytes on the heap, about.
  int size() {
    return size;
  }

  OperationRecord record() {
    return new OperationRecord(
        name,
        Instant.ofEpochSecond(0, startedAt),
        Duration.ofNanos(nanos),
        bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes),
        Double.isNaN(cpu) ? OptionalDouble.empty() : OptionalDouble.of(cpu),
        Optional.ofNullable(correlationId),
        Optional.ofNullable(errorType),
        LocalIds.traceText(traceHigh, traceLow),
        notes == null ? Map.of() : Notes.map(notes));
  }
}
