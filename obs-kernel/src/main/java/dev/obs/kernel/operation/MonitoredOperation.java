package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.trace.KeyCache;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One running operation.
final class MonitoredOperation implements Operation {
  /// The `error.type` of a failure that is not known, as semantic conventions name it.
  private static final String OTHER = "_OTHER";

  private final OperationMonitor monitor;
  private final OperationStats stats;
  private final String name;
  private final @Nullable String correlationId;
  private final OperationSpan span;
  private final OperationContext context;
  private final Notes notes;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final int cpuWeight;
  private final long allocatedBefore;
  private final long cpuBefore;
  private final long startedAt;
  private volatile boolean full;
  private volatile @Nullable String errorType;

  MonitoredOperation(
      OperationMonitor monitor,
      OperationStats stats,
      String name,
      @Nullable String correlationId,
      OperationSpan span,
      OperationContext context,
      Notes notes) {
    this.monitor = monitor;
    this.stats = stats;
    this.name = name;
    this.correlationId = correlationId;
    this.span = span;
    this.context = context;
    this.notes = notes;
    this.cpuWeight = stats.cpuWeight();
    this.allocatedBefore = monitor.cost().allocatedBytes();
    this.cpuBefore = cpuWeight == 0 ? -1 : monitor.cost().cpuNanos();
    this.startedAt = System.nanoTime();
  }

  @Override
  public Operation with(String key, @Nullable String value) {
    return value == null ? this : note(KeyCache.TEXTS.key(Arguments.name(key)), value);
  }

  @Override
  public Operation with(String key, long value) {
    return note(KeyCache.LONGS.key(Arguments.name(key)), value);
  }

  @Override
  public Operation with(String key, double value) {
    return note(KeyCache.DOUBLES.key(Arguments.name(key)), value);
  }

  @Override
  public Operation with(String key, boolean value) {
    return note(KeyCache.BOOLEANS.key(Arguments.name(key)), value);
  }

  private <T> Operation note(AttributeKey<T> key, T value) {
    span.set(key, value);
    if (!notes.put(key, value)) {
      monitor.noteDropped();
      if (!full) {
        full = true; // two threads may warn, and the log has one line of them
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
    boolean own = context.isOwn();
    long bytes =
        own && allocatedBefore >= 0 ? monitor.cost().allocatedBytes() - allocatedBefore : -1;
    double cpu =
        own && cpuBefore >= 0 && nanos > 0
            ? percent(monitor.cost().cpuNanos() - cpuBefore, nanos)
            : Double.NaN;
    context.end();
    try {
      monitor.ended(this, record(nanos, bytes, cpu));
    } catch (Throwable noMemory) {
      span.calls().report(noMemory);
    } finally {
      span.end();
    }
  }

  private EndedOperation record(long nanos, long bytes, double cpu) {
    return new EndedOperation(
        name,
        monitor.epochNanos(startedAt),
        nanos,
        bytes,
        cpu,
        correlationId,
        errorType,
        span.context(),
        notes,
        notes.take() + Notes.size(name, ""));
  }

  /// The two clocks tick differently; a thread cannot use more than all of its time.
  private static double percent(long cpuNanos, long nanos) {
    return Math.clamp(100.0 * cpuNanos / nanos, 0.0, 100.0);
  }

  OperationStats stats() {
    return stats;
  }

  OperationSpan operationSpan() {
    return span;
  }

  Context context() {
    return context.context();
  }

  int cpuWeight() {
    return cpuWeight;
  }
}
