package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.model.OperationRecord;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One running operation.
final class MonitoredOperation implements Operation {
  /// The `error.type` of a failure that is not known, as semantic conventions name it.
  private static final String OTHER = "_OTHER";

  private final OperationMonitor monitor;
  private final String name;
  private final @Nullable String correlationId;
  private final Instant timestamp;
  private final OperationSpan span;
  private final OperationContext context;
  private final Notes notes;
  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long allocatedBefore;
  private final long cpuBefore;
  private final long startedAt;
  private volatile @Nullable String errorType;

  MonitoredOperation(
      OperationMonitor monitor,
      String name,
      @Nullable String correlationId,
      Instant timestamp,
      OperationSpan span,
      OperationContext context,
      Notes notes) {
    this.monitor = monitor;
    this.name = name;
    this.correlationId = correlationId;
    this.timestamp = timestamp;
    this.span = span;
    this.context = context;
    this.notes = notes;
    this.allocatedBefore = monitor.cost().allocatedBytes();
    this.cpuBefore = monitor.cost().cpuNanos();
    this.startedAt = System.nanoTime();
  }

  @Override
  public Operation with(String key, @Nullable String value) {
    if (value != null) {
      String safe = Arguments.name(key);
      span.set(to -> to.setAttribute(safe, value));
      note(safe, value);
    }
    return this;
  }

  @Override
  public Operation with(String key, long value) {
    String safe = Arguments.name(key);
    span.set(to -> to.setAttribute(safe, value));
    return note(safe, value);
  }

  @Override
  public Operation with(String key, double value) {
    String safe = Arguments.name(key);
    span.set(to -> to.setAttribute(safe, value));
    return note(safe, value);
  }

  @Override
  public Operation with(String key, boolean value) {
    String safe = Arguments.name(key);
    span.set(to -> to.setAttribute(safe, value));
    return note(safe, value);
  }

  private Operation note(String key, Object value) {
    if (!notes.put(key, value)) {
      monitor.noteDropped();
      if (full.compareAndSet(false, true)) {
        monitor.notesFull(name);
      }
    }
    return this;
  }

  @Override
  public Operation fail(Throwable failure) {
    String type = failure == null ? OTHER : Arguments.name(failure.getClass().getName());
    errorType = type;
    if (failure != null) {
      span.exception(failure);
    }
    span.fail(type);
    return this;
  }

  @Override
  public Span span() {
    return span.span();
  }

  @Override
  public void close() {
    long nanos = System.nanoTime() - startedAt;
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    OptionalLong bytes = OptionalLong.empty();
    OptionalDouble cpu = OptionalDouble.empty();
    if (context.isOwn()) {
      if (allocatedBefore >= 0) {
        bytes = OptionalLong.of(monitor.cost().allocatedBytes() - allocatedBefore);
      }
      if (cpuBefore >= 0 && nanos > 0) {
        cpu = OptionalDouble.of(percent(monitor.cost().cpuNanos() - cpuBefore, nanos));
      }
    }
    context.end();
    monitor.ended(
        new OperationRecord(
            name,
            timestamp,
            Duration.ofNanos(nanos),
            bytes,
            cpu,
            Optional.ofNullable(correlationId),
            Optional.ofNullable(errorType),
            span.traceId(),
            notes.take()),
        span,
        context.context());
  }

  /// The two clocks tick differently; a thread cannot use more than all of its time.
  private static double percent(long cpuNanos, long nanos) {
    return Math.clamp(100.0 * cpuNanos / nanos, 0.0, 100.0);
  }
}
