package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.trace.EpochClock;
import dev.obs.model.OperationRecord;
import dev.obs.model.OperationSummary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Monitors operations: span, histogram, record and summary.
public final class OperationMonitor implements Operations {
  /// The name under which operations count that come after the limit of names.
  static final String OTHER = "_other";

  /// The name of the instrumentation scope.
  public static final String SCOPE = "dev.obs.operations";

  private static final AttributeKey<String> CORRELATION_ID =
      AttributeKey.stringKey(Correlation.ATTRIBUTE);
  private static final AttributeKey<Long> MEMORY = AttributeKey.longKey("operation.memory");
  private static final AttributeKey<Double> CPU = AttributeKey.doubleKey("operation.cpu");

  private final ForeignCalls calls;
  private final FaultLog faults;
  private final Tracer tracer;
  private final OperationMetrics metrics;
  private final @Nullable DurationHistogram histogram;
  private final ThreadCost cost;
  private final EpochClock clock;
  private final OperationOptions options;
  private final Map<String, OperationStats> stats = new ConcurrentHashMap<>();
  private final RecentOperations recent = new RecentOperations();
  private final LongAdder droppedNotes = new LongAdder();

  /// Monitors with the histogram of a given OpenTelemetry.
  ///
  /// @param telemetry gets the spans and the histogram; if it throws, operations count all the same
  /// @param clock for the records' timestamps
  public OperationMonitor(
      OpenTelemetry telemetry, FaultLog faults, InstantSource clock, OperationOptions options) {
    this(telemetry, Optional.empty(), faults, clock, options);
  }

  /// @param telemetry gets the spans, and the histogram unless there is another one; if it throws,
  ///   operations count all the same
  /// @param own the kernel's own histogram
  /// @param clock for the records' timestamps
  public OperationMonitor(
      OpenTelemetry telemetry,
      Optional<DurationHistogram> own,
      FaultLog faults,
      InstantSource clock,
      OperationOptions options) {
    this.calls = new ForeignCalls(faults);
    this.faults = faults;
    this.tracer =
        calls.call(() -> telemetry.getTracer(SCOPE), OpenTelemetry.noop().getTracer(SCOPE));
    this.metrics =
        calls.call(
            () -> {
              Meter meter = telemetry.getMeter(SCOPE);
              return new OperationMetrics(
                  own.isPresent() ? OperationMetrics.noMeter() : meter, meter, droppedNotes::sum);
            },
            OperationMetrics.none());
    this.cost = new ThreadCost(options.cpu());
    this.clock = new EpochClock(clock);
    this.options = options;
    this.histogram = own.orElse(null);
    own.ifPresent(durations ->
        durations.collectFrom(to -> stats.values().forEach(figures -> figures.drain(to))));
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
      span.set(CORRELATION_ID, id);
    }
    OperationContext context = new OperationContext(safe, parent, span, id);
    return new MonitoredOperation(
        this, statsOf(safe), safe, id, span, context, new Notes(options.notes()));
  }

  /// An operation has ended, for the first time.
  void ended(MonitoredOperation operation, EndedOperation record) {
    OperationSpan span = operation.operationSpan();
    if (record.bytes() >= 0) {
      span.set(MEMORY, record.bytes());
    }
    if (!Double.isNaN(record.cpuPercent())) {
      span.set(CPU, record.cpuPercent());
    }
    OperationStats figures = operation.stats();
    String errorType = record.errorType();
    figures.record(record, operation.cpuWeight(), exemplar(span.span()));
    if (histogram == null) {
      calls.run(() ->
          metrics.record(record.nanos(), figures.attributes(), errorType, operation.context()));
    }
    recent.add(record);
  }

  /// Returns the span if its duration may become an exemplar of the kernel's own histogram.
  private @Nullable Span exemplar(Span span) {
    DurationHistogram into = histogram;
    return into != null && calls.call(() -> into.isExemplar(span), false) ? span : null;
  }

  /// Returns a value of [System#nanoTime] as nanoseconds since 1970.
  long epochNanos(long nanoTime) {
    return nanoTime + clock.offset(nanoTime);
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
    return stats.computeIfAbsent(key, each -> new OperationStats(each, histogram));
  }
}
