package dev.obs.kernel.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/// Starts and ends spans at a time that the caller has read already, if they are of the kernel's
/// own tracer; a foreign tracer reads its own clock.
public final class LocalSpans {
  private LocalSpans() {}

  /// Starts a span.
  ///
  /// @param nanoTime [System#nanoTime]
  public static Span start(Tracer tracer, String name, Context parent, long nanoTime) {
    return tracer instanceof KernelTracer own
        ? own.start(name, parent, nanoTime)
        : tracer.spanBuilder(name).setParent(parent).startSpan();
  }

  /// Ends a span.
  ///
  /// @param nanoTime [System#nanoTime]
  public static void end(Span span, long nanoTime) {
    if (span instanceof RecordingSpan own) {
      own.endAt(nanoTime);
    } else {
      span.end();
    }
  }
}
