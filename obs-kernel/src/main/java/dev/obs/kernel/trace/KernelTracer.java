package dev.obs.kernel.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/// The tracer of one instrumentation scope. Immutable and thread-safe.
final class KernelTracer implements Tracer {
  private static final String UNNAMED = "<unspecified span name>";

  private final KernelTracerProvider provider;
  private final InstrumentationScopeInfo scope;

  KernelTracer(KernelTracerProvider provider, InstrumentationScopeInfo scope) {
    this.provider = provider;
    this.scope = scope;
  }

  @Override
  public SpanBuilder spanBuilder(@Nullable String name) {
    return new KernelSpanBuilder(this, name == null || name.isBlank() ? UNNAMED : name);
  }

  /// Starts the span of an operation.
  Span start(String name, Context parent, long nanoTime) {
    Span span = new KernelSpanBuilder(this, name).start(parent, nanoTime);
    if (span instanceof RecordingSpan recording) {
      recording.share();
    }
    return span;
  }

  KernelTracerProvider provider() {
    return provider;
  }

  InstrumentationScopeInfo scope() {
    return scope;
  }

  Resource resource() {
    return provider.resource();
  }
}
