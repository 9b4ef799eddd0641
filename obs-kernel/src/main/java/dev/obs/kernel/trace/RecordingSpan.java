package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A sampled span: what the application holds and, once it has ended, what the sinks get.
///
/// Thread-safe, and without a lock where it matters: the thread that started the span writes its
/// attributes plainly into an array of its own. Every other change is made under the lock of the
/// span, after a bit of the phase has announced it. As the end sets a bit of the same variable,
/// either it sees the announcement and waits for the change, or the change sees that it comes too
/// late.
final class RecordingSpan extends AttributedSpan {
  private static final int ENDED = 1;
  private static final int CHANGED = 2;
  private static final VarHandle PHASE;

  static {
    try {
      PHASE = MethodHandles.lookup().findVarHandle(RecordingSpan.class, "phase", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("RecordingSpan.phase", impossible);
    }
  }

  /// Nanoseconds since 1970 minus [System#nanoTime].
  final long offset;

  private volatile int phase;

  /// Whether nothing changes any more.
  private volatile boolean complete;

  RecordingSpan(
      KernelTracer tracer,
      long traceHigh,
      long traceLow,
      long spanId,
      byte flags,
      TraceState traceState,
      @Nullable LocalIds parent,
      @Nullable SpanContext foreignParent,
      String name,
      SpanKind kind,
      long startNanos,
      long offset,
      FlatAttributes attributes,
      @Nullable SpanAdditions additions) {
    super(
        tracer,
        traceHigh,
        traceLow,
        spanId,
        flags,
        traceState,
        parent,
        foreignParent,
        name,
        kind,
        startNanos,
        attributes);
    this.offset = offset;
    this.additions = additions;
  }

  private long now() {
    return System.nanoTime() + offset;
  }

  /// Announces a change.
  ///
  /// @return false if the span has ended
  @Override
  boolean announce() {
    return ((int) PHASE.getAndBitwiseOr(this, CHANGED) & ENDED) == 0;
  }

  @Override
  public ReadWriteSpan addEvent(@Nullable String name, @Nullable Attributes attributes) {
    if (name != null) {
      add(rules().event(now(), name, attributes));
    }
    return this;
  }

  @Override
  public ReadWriteSpan addEvent(
      @Nullable String name,
      @Nullable Attributes attributes,
      long timestamp,
      @Nullable TimeUnit unit) {
    if (name != null && unit != null) {
      add(rules().event(unit.toNanos(timestamp), name, attributes));
    }
    return this;
  }

  @Override
  public ReadWriteSpan recordException(
      @Nullable Throwable exception, @Nullable Attributes attributes) {
    if (exception != null && isRecording()) {
      add(rules().exception(now(), exception, attributes));
    }
    return this;
  }

  private void add(EventData event) {
    if (announce()) {
      synchronized (this) {
        if (isRecording()) {
          added().add(event, rules().limits().getMaxNumberOfEvents());
        }
      }
    }
  }

  @Override
  public Span addLink(@Nullable SpanContext to, @Nullable Attributes attributes) {
    LinkData link = rules().link(to, attributes);
    if (link != null && announce()) {
      synchronized (this) {
        if (isRecording()) {
          added().add(link, rules().limits().getMaxNumberOfLinks());
        }
      }
    }
    return this;
  }

  private SpanAdditions added() {
    SpanAdditions known = additions;
    if (known == null) {
      known = new SpanAdditions();
      additions = known;
    }
    return known;
  }

  @Override
  public ReadWriteSpan setStatus(@Nullable StatusCode code, @Nullable String description) {
    if (code != null && code != StatusCode.UNSET && announce()) {
      synchronized (this) {
        if (isRecording() && status.getStatusCode() != StatusCode.OK) {
          status = StatusData.create(code, code == StatusCode.ERROR ? description : null);
        }
      }
    }
    return this;
  }

  @Override
  public ReadWriteSpan updateName(@Nullable String other) {
    if (other != null && announce()) {
      synchronized (this) {
        if (isRecording()) {
          name = other;
        }
      }
    }
    return this;
  }

  @Override
  public void end() {
    end(now());
  }

  @Override
  public void end(long timestamp, @Nullable TimeUnit unit) {
    if (timestamp == 0) {
      end(now());
    } else {
      end(unit == null ? timestamp : unit.toNanos(timestamp));
    }
  }

  /// @param nanoTime [System#nanoTime] of the end
  void endAt(long nanoTime) {
    end(nanoTime + offset);
  }

  private void end(long nanos) {
    int before = (int) PHASE.getAndBitwiseOr(this, ENDED);
    if ((before & ENDED) != 0) {
      return;
    }
    boolean owned = disown();
    endNanos = nanos;
    if (owned && (before & CHANGED) == 0) {
      attributes = own();
    } else {
      merge(owned);
    }
    complete = true;
    tracer.provider().ended(this);
  }

  @Override
  public SpanData toSpanData() {
    return complete ? this : snapshot();
  }

  private synchronized SpanData snapshot() {
    SpanRecord snapshot = new SpanRecord(this);
    snapshot.attributes = running();
    snapshot.additions = additions == null ? null : additions.copy();
    return snapshot;
  }

  @Override
  public Attributes getAttributes() {
    return complete ? super.getAttributes() : running();
  }

  @Override
  public <T> @Nullable T getAttribute(AttributeKey<T> key) {
    return getAttributes().get(key);
  }

  @Override
  public synchronized String getName() {
    return name;
  }

  @Override
  public boolean hasEnded() {
    return (phase & ENDED) != 0;
  }

  @Override
  public boolean isRecording() {
    return (phase & ENDED) == 0;
  }

  @Override
  public long getLatencyNanos() {
    return (complete ? endNanos : now()) - startNanos;
  }
}
