package dev.obs.kernel.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The data of a span, as sinks get it. It refers to no other span: a chain of spans, each the
/// parent of the next, does not stay in memory.
class SpanRecord extends LocalIds implements SpanData {
  final KernelTracer tracer;
  final SpanKind kind;
  final long startNanos;
  private final long parentId;
  private final byte parentFlags;
  private final @Nullable SpanContext foreignParent;

  String name;
  StatusData status = StatusData.unset();
  @Nullable FlatAttributes attributes;
  @Nullable SpanAdditions additions;
  long endNanos;
  private @Nullable LocalContext context;

  /// @param parent the parent of this process, null if there is none
  /// @param foreignParent a parent that is not of a tracer of the kernel, as of another process
  /// @param startNanos since 1970
  SpanRecord(
      KernelTracer tracer,
      long traceHigh,
      long traceLow,
      long spanId,
      byte flags,
      TraceState state,
      @Nullable LocalIds parent,
      @Nullable SpanContext foreignParent,
      String name,
      SpanKind kind,
      long startNanos) {
    super(traceHigh, traceLow, spanId, flags, state);
    this.tracer = tracer;
    this.parentId = parent == null ? 0 : parent.spanId;
    this.parentFlags = parent == null ? 0 : parent.flags;
    this.foreignParent = foreignParent;
    this.name = name;
    this.kind = kind;
    this.startNanos = startNanos;
  }

  /// A copy of what another has by now.
  SpanRecord(SpanRecord other) {
    super(other.traceHigh, other.traceLow, other.spanId, other.flags, other.state);
    tracer = other.tracer;
    parentId = other.parentId;
    parentFlags = other.parentFlags;
    foreignParent = other.foreignParent;
    name = other.name;
    kind = other.kind;
    startNanos = other.startNanos;
    endNanos = other.endNanos;
    status = other.status;
  }

  @Override
  public final SpanContext getSpanContext() {
    LocalContext known = context;
    if (known == null) {
      known = new LocalContext(traceHigh, traceLow, spanId, flags, state);
      context = known; // each thread may make it anew
    }
    return known;
  }

  @Override
  public final SpanContext getParentSpanContext() {
    if (foreignParent != null) {
      return foreignParent;
    }
    return parentId == 0
        ? SpanContext.getInvalid()
        : new LocalContext(traceHigh, traceLow, parentId, parentFlags, state);
  }

  @Override
  public final Resource getResource() {
    return tracer.resource();
  }

  @Override
  public final InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return tracer.scope();
  }

  @Override
  @Deprecated
  public final io.opentelemetry.sdk.common.InstrumentationLibraryInfo
      getInstrumentationLibraryInfo() {
    InstrumentationScopeInfo scope = tracer.scope();
    return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(
        scope.getName(), scope.getVersion(), scope.getSchemaUrl());
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public final SpanKind getKind() {
    return kind;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public final long getStartEpochNanos() {
    return startNanos;
  }

  @Override
  public final long getEndEpochNanos() {
    return endNanos;
  }

  @Override
  public Attributes getAttributes() {
    return attributes == null ? Attributes.empty() : attributes;
  }

  @Override
  public final int getTotalAttributeCount() {
    return attributes == null ? 0 : attributes.total();
  }

  @Override
  public final List<EventData> getEvents() {
    return additions == null ? List.of() : Collections.unmodifiableList(additions.events());
  }

  @Override
  public final int getTotalRecordedEvents() {
    return additions == null ? 0 : additions.totalEvents();
  }

  @Override
  public final List<LinkData> getLinks() {
    return additions == null ? List.of() : Collections.unmodifiableList(additions.links());
  }

  @Override
  public final int getTotalRecordedLinks() {
    return additions == null ? 0 : additions.totalLinks();
  }

  @Override
  public boolean hasEnded() {
    return false;
  }

  @Override
  public final String toString() {
    return "Span{"
        + getTraceId()
        + '/'
        + getSpanId()
        + ", parent="
        + getParentSpanId()
        + ", name="
        + getName()
        + ", kind="
        + kind
        + ", attributes="
        + getAttributes()
        + ", status="
        + getStatus()
        + '}';
  }
}
