package dev.obs.kernel.operation;

import dev.obs.kernel.trace.ExceptionAttributes;
import dev.obs.kernel.trace.LocalIds;
import dev.obs.kernel.trace.LocalSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/// The calls of the spans of operations. No method throws, whatever a span does.
///
/// @param tracer starts the spans
record SpanCalls(Tracer tracer, ForeignCalls calls) {
  /// Whether a span of the kernel keeps no attributes, because it is not sampled.
  static boolean isDropped(Span span) {
    return span instanceof LocalIds local && !local.sampled();
  }

  Span start(String name, Context parent, long nanoTime) {
    return calls.call(() -> LocalSpans.start(tracer, name, parent, nanoTime), Span.getInvalid());
  }

  /// Sets an attribute that is not a note.
  <T> void set(Span span, AttributeKey<T> key, T value) {
    if (isDropped(span)) {
      return;
    }
    try {
      LocalSpans.set(span, key, value);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  /// Sets an attribute that the operation keeps as a note elsewhere.
  <T> void copy(Span span, AttributeKey<T> key, T value) {
    if (isDropped(span)) {
      return;
    }
    try {
      span.setAttribute(key, value);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  /// Adds the event that `Span.recordException` adds, which an SDK may not do safely.
  void exception(Span span, Throwable failure) {
    calls.run(() -> {
      if (span.isRecording()) {
        span.addEvent("exception", ExceptionAttributes.of(failure));
      }
    });
  }

  void fail(Span span, String type) {
    calls.run(
        () -> span.setStatus(StatusCode.ERROR).setAttribute(OperationMetrics.ERROR_TYPE, type));
  }

  void end(Span span, long nanoTime) {
    try {
      LocalSpans.end(span, nanoTime);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }
}
