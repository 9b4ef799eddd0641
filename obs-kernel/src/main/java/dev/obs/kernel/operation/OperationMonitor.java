package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.api.OperationRecord;
import dev.obs.api.OperationSummary;
import dev.obs.api.Operations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Monitors operations: span, histogram, record and summary.
public final class OperationMonitor implements Operations {
  /// The name under which operations count that come after the limit of names.
  static final String OTHER = "_other";

  private static final String SCOPE = "dev.obs.operations";
  private static final int RECENT = 128;

  private final Tracer tracer;
  private final OperationMetrics metrics;
  private final ThreadCost cost;
  private final InstantSource clock;
  private final int limit;
  private final Map<String, OperationStats> stats = new ConcurrentHashMap<>();
  private final ArrayDeque<OperationRecord> recent = new ArrayDeque<>(RECENT);

  /// @param telemetry gets the spans and the histogram
  /// @param clock for the records' timestamps
  /// @param limit how many names are told apart
  /// @param cpu whether CPU time is measured
  public OperationMonitor(OpenTelemetry telemetry, InstantSource clock, int limit, boolean cpu) {
    this.tracer = telemetry.getTracer(SCOPE);
    this.metrics = new OperationMetrics(telemetry.getMeter(SCOPE));
    this.cost = new ThreadCost(cpu);
    this.clock = clock;
    this.limit = limit;
  }

  @Override
  public Operation start(String name, @Nullable String correlationId) {
    Context parent = Context.current();
    String id = correlationId == null ? Correlation.of(parent) : correlationId;
    Span span = tracer.spanBuilder(name).setParent(parent).startSpan();
    Context context = parent.with(span);
    if (id != null) {
      span.setAttribute(Correlation.ATTRIBUTE, id);
      context = Correlation.with(context, id);
    }
    return new MonitoredOperation(this, name, id, clock.instant(), context);
  }

  void ended(OperationRecord record, Span span, Context context) {
    record.memoryBytes().ifPresent(bytes -> span.setAttribute("operation.memory", bytes));
    record.cpuPercent().ifPresent(percent -> span.setAttribute("operation.cpu", percent));
    long nanos = record.duration().toNanos();
    OperationStats figures = statsOf(record.operation());
    metrics.record(nanos, figures.attributes(), record.errorType(), context);
    figures.record(nanos, record.errorType() != null, record.memory(), record.cpu());
    synchronized (recent) {
      if (recent.size() == RECENT) {
        recent.removeFirst();
      }
      recent.addLast(record);
    }
    span.end();
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
    synchronized (recent) {
      return List.copyOf(recent);
    }
  }

  private OperationStats statsOf(String name) {
    OperationStats known = stats.get(name);
    return known == null ? newStats(name) : known;
  }

  private synchronized OperationStats newStats(String name) {
    String key = stats.size() < limit || stats.containsKey(name) ? name : OTHER;
    return stats.computeIfAbsent(key, OperationStats::new);
  }
}
