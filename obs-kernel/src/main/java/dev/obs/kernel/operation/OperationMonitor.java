package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.supervision.FaultLog;
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
  private final InstantSource clock;
  private final OperationOptions options;
  private final Map<String, OperationStats> stats = new ConcurrentHashMap<>();
  private final RecentRecords recent = new RecentRecords();
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
    this.clock = clock;
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
    Span started =
        calls.call(() -> tracer.spanBuilder(safe).setParent(parent).startSpan(), Span.getInvalid());
    OperationSpan span = new OperationSpan(started, calls);
    if (id != null) {
      span.set(to -> to.setAttribute(Correlation.ATTRIBUTE, id));
    }
    OperationContext context = new OperationContext(safe, parent, span, id);
    return new MonitoredOperation(
        this, safe, id, clock.instant(), span, context, new Notes(options.notes()));
  }

  void ended(OperationRecord record, OperationSpan span, Context context) {
    try {
      record
          .memory()
          .ifPresent(bytes -> span.set(to -> to.setAttribute("operation.memory", bytes)));
      record.cpu().ifPresent(percent -> span.set(to -> to.setAttribute("operation.cpu", percent)));
      long nanos = record.duration().toNanos();
      OperationStats figures = statsOf(record.operation());
      figures.record(nanos, record.errorType().isPresent(), record.memory(), record.cpu());
      calls.run(() ->
          metrics.record(nanos, figures.attributes(), record.errorType().orElse(null), context));
      recent.add(record);
    } catch (Throwable noMemory) {
      calls.report(noMemory);
    } finally {
      span.end();
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
    stats.forEach((name, figures) -> summary.put(name, figures.summary()));
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
