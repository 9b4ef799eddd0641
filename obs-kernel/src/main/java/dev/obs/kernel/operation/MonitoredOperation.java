package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.api.OperationRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One running operation.
final class MonitoredOperation implements Operation {
  private final OperationMonitor monitor;
  private final String name;
  private final @Nullable String correlationId;
  private final Instant timestamp;
  private final Span span;
  private final Context context;
  private final Scope scope;
  private final Thread thread = Thread.currentThread();
  private final Map<String, Object> metadata = new LinkedHashMap<>(); // guarded by itself
  private final long allocatedBefore;
  private final long cpuBefore;
  private final long startedAt;
  private volatile @Nullable String errorType;
  private boolean closed; // guarded by metadata

  @SuppressWarnings("MustBeClosedChecker") // closed by close
  MonitoredOperation(
      OperationMonitor monitor,
      String name,
      @Nullable String correlationId,
      Instant timestamp,
      Context context) {
    this.monitor = monitor;
    this.name = name;
    this.correlationId = correlationId;
    this.timestamp = timestamp;
    this.context = context;
    this.span = Span.fromContext(context);
    this.scope = context.makeCurrent();
    this.allocatedBefore = monitor.cost().allocatedBytes();
    this.cpuBefore = monitor.cost().cpuNanos();
    this.startedAt = System.nanoTime();
  }

  @Override
  public Operation with(String key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, value);
      note(key, value);
    }
    return this;
  }

  @Override
  public Operation with(String key, long value) {
    span.setAttribute(key, value);
    return note(key, value);
  }

  @Override
  public Operation with(String key, double value) {
    span.setAttribute(key, value);
    return note(key, value);
  }

  @Override
  public Operation with(String key, boolean value) {
    span.setAttribute(key, value);
    return note(key, value);
  }

  private Operation note(String key, Object value) {
    synchronized (metadata) {
      metadata.put(key, value);
    }
    return this;
  }

  @Override
  public Operation fail(Throwable failure) {
    String type = failure.getClass().getName();
    errorType = type;
    span.recordException(failure);
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(OperationMetrics.ERROR_TYPE, type);
    return this;
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public void close() {
    long nanos = System.nanoTime() - startedAt;
    Map<String, Object> notes;
    synchronized (metadata) {
      if (closed) {
        return;
      }
      closed = true;
      notes = metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(metadata);
    }
    long bytes = -1;
    double cpu = Double.NaN;
    if (Thread.currentThread().equals(thread)) {
      bytes = allocatedBefore < 0 ? -1 : monitor.cost().allocatedBytes() - allocatedBefore;
      cpu = cpuBefore < 0 ? Double.NaN : percent(monitor.cost().cpuNanos() - cpuBefore, nanos);
      scope.close(); // on another thread it would take away that thread's own context
    }
    monitor.ended(
        new OperationRecord(
            name,
            timestamp,
            Duration.ofNanos(nanos),
            bytes,
            cpu,
            correlationId,
            errorType,
            span.getSpanContext().getTraceId(),
            notes),
        span,
        context);
  }

  /// The two clocks tick differently; a thread cannot use more than all of its time.
  private static double percent(long cpuNanos, long nanos) {
    return nanos <= 0 ? Double.NaN : Math.clamp(100.0 * cpuNanos / nanos, 0.0, 100.0);
  }
}
