package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.trace.EpochClock;
import dev.obs.model.OperationRecord;
import dev.obs.model.OperationSummary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Monitors operations: span, histogram, record and summary.
public final class OperationMonitor implements Operations {
  /// The name under which operations count that come after the limit of names.
  static final String OTHER = "_other";

  private static final String SCOPE = "dev.obs.operations";

  private final ForeignCalls calls;
  private final FaultLog faults;
  private final Tracer tracer;
  private final OperationMetrics metrics;
  private final ThreadCost cost;
  private final EpochClock clock;
  private final OperationOptions options;
  private final Map<String, OperationStats> stats = new ConcurrentHashMap<>();
  private final RecentOperations recent = new RecentOperations();
  private final LongAdder droppedNotes = new LongAdder();

  /// @param telemetry gets the spans and the histogram; if it throws, operations count all the same
  /// @param clock for the records' timestamps
  public OperationMonitor(
      OpenTelemetry telemetry, FaultLog faults, InstantSource clock, OperationOptions options) {
    this.calls = new ForeignCalls(faults);
    this.faults = faults;
    this.tracer =
        calls.call(() -> telemetry.getTracer(SCOPE), OpenTelemetry.noop().getTracer(SCOPE));
    this.metrics =
        calls.call(
            () -> new OperationMetrics(telemetry.getMeter(SCOPE), droppedNotes::sum),
            OperationMetrics.none());
    this.cost = new ThreadCost(options.cpu());
    this.clock = new EpochClock(clock);
    this.options = options;
  }

  @Override
  public Operation start(String name, @Nullable String correlationId) {
    String safe = Arguments.name(name);
    Context parent = OperationContext.outer(calls);
    String id =
        correlationId == null || correlationId.isBlank()
            ? Correlation.of(parent)
            : Arguments.name(correlationId);
    OperationSpan span = new OperationSpan(startSpan(safe, parent), calls);
    if (id != null) {
      span.set(Correlation.ATTRIBUTE, id);
    }
    OperationContext context = new OperationContext(safe, parent, span, id);
    return new MonitoredOperation(
        this, statsOf(safe), safe, id, span, context, new Notes(options.notes()));
  }

  private Span startSpan(String name, Context parent) {
    try {
      Span started = tracer.spanBuilder(name).setParent(parent).startSpan();
      return started == null ? Span.getInvalid() : started;
    } catch (Throwable failure) {
      calls.report(failure);
      return Span.getInvalid();
    }
  }

  /// An operation has ended, for the first time.
  ///
  /// @param bytes allocated, less than 0 if that is not known
  /// @param cpu a percentage, not a number if that is not known
  void ended(MonitoredOperation operation, long nanos, long bytes, double cpu) {
    OperationSpan span = operation.operationSpan();
    OperationStats stats = operation.stats();
    String errorType = operation.errorType();
    try {
      if (bytes >= 0) {
        span.set("operation.memory", bytes);
      }
      if (!Double.isNaN(cpu)) {
        span.set("operation.cpu", cpu);
      }
      stats.record(nanos, errorType != null, bytes, cpu, operation.cpuWeight());
      measure(nanos, stats, errorType, operation.context().context());
      recent.add(
          new EndedOperation(
              operation.name(),
              operation.startedAt() + clock.offset(operation.startedAt()),
              nanos,
              bytes,
              cpu,
              operation.correlationId(),
              errorType,
              span.context(),
              operation.notes(),
              operation.notes().take() + Notes.size(operation.name(), "")));
    } catch (Throwable noMemory) {
      calls.report(noMemory);
    } finally {
      span.end();
    }
  }

  private void measure(
      long nanos, OperationStats stats, @Nullable String errorType, Context context) {
    try {
      metrics.record(nanos, stats.attributes(), errorType, context);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  void noteDropped() {
    droppedNotes.increment();
  }

  void notesFull(String operation) {
    faults.warn(
        "notes " + operation,
        "operation '"
            + operation
            + "' drops metadata: expected at most "
            + options.notes()
            + " entries of 256 KB in all; see telemetry.operations.notes");
  }

  ThreadCost cost() {
    return cost;
  }

  @Override
  public SortedMap<String, OperationSummary> summary() {
    SortedMap<String, OperationSummary> summary = new TreeMap<>();
    stats.forEach((name, figures) -> {
      OperationSummary known = figures.summary();
      if (known.count() > 0) { // else the first one still runs
        summary.put(name, known);
      }
    });
    return summary;
  }

  @Override
  public List<OperationRecord> recent() {
    return recent.all();
  }

  private OperationStats statsOf(String name) {
    OperationStats known = stats.get(name);
    return known == null ? newStats(name) : known;
  }

  private synchronized OperationStats newStats(String name) {
    String key = stats.size() < options.names() || stats.containsKey(name) ? name : OTHER;
    return stats.computeIfAbsent(key, OperationStats::new);
  }
}
