package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.trace.EpochClock;
import dev.obs.kernel.trace.LocalIds;
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

  static final AttributeKey<String> CORRELATION_ID = AttributeKey.stringKey(Correlation.ATTRIBUTE);
  static final AttributeKey<Long> MEMORY = AttributeKey.longKey("operation.memory");
  static final AttributeKey<Double> CPU = AttributeKey.doubleKey("operation.cpu");

  private final ForeignCalls calls;
  private final FaultLog faults;
  private final SpanCalls spans;
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
    Tracer tracer =
        calls.call(() -> telemetry.getTracer(SCOPE), OpenTelemetry.noop().getTracer(SCOPE));
    this.spans = new SpanCalls(tracer, calls);
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
    long nanoTime = System.nanoTime();
    Span span = spans.start(safe, parent, nanoTime);
    if (id != null) {
      spans.set(span, CORRELATION_ID, id);
    }
    return new MonitoredOperation(this, statsOf(safe), new OperationData(safe, id), span, parent)
        .begin(nanoTime);
  }

  /// An operation has ended, for the first time.
  void ended(MonitoredOperation operation) {
    OperationData data = operation.data();
    Span span = operation.span();
    boolean records = !SpanCalls.isDropped(span);
    if (records && data.bytes() >= 0) {
      spans.set(span, MEMORY, data.bytes());
    }
    if (records && !Double.isNaN(data.cpuPercent())) {
      spans.set(span, CPU, data.cpuPercent());
    }
    OperationStats figures = operation.stats();
    figures.record(data, operation.cpuWeight(), exemplar(span));
    if (histogram == null) {
      calls.run(() ->
          metrics.record(
              data.nanos(), figures.attributes(), data.errorType(), operation.context()));
    }
    recent.add(data);
  }

  /// Returns the span if its duration may become an exemplar of the kernel's own histogram.
  private @Nullable Span exemplar(Span span) {
    DurationHistogram into = histogram;
    if (into == null) {
      return null;
    }
    boolean wanted =
        span instanceof LocalIds
            ? into.isExemplar(span)
            : calls.call(() -> into.isExemplar(span), false);
    return wanted ? span : null;
  }

  /// Returns a value of [System#nanoTime] as nanoseconds since 1970.
  long epochNanos(long nanoTime) {
    return nanoTime + clock.offset(nanoTime);
  }

  void notesDropped(int number) {
    droppedNotes.add(number);
  }

  /// How many notes an operation keeps.
  int noteLimit() {
    return options.notes();
  }

  ForeignCalls calls() {
    return calls;
  }

  SpanCalls spans() {
    return spans;
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
