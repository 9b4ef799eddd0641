package dev.obs.kernel.operation;

import dev.obs.kernel.trace.ExceptionAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/// The span of an operation. No method throws, whatever the span does.
record OperationSpan(Span span, ForeignCalls calls) {
  <T> void set(AttributeKey<T> key, T value) {
    calls.run(() -> span.setAttribute(key, value));
  }

  /// Adds the event that `Span.recordException` adds, which an SDK may not do safely.
  void exception(Throwable failure) {
    calls.run(() -> {
      if (span.isRecording()) {
        span.addEvent("exception", ExceptionAttributes.of(failure));
      }
    });
  }

  void fail(String type) {
    calls.run(
        () -> span.setStatus(StatusCode.ERROR).setAttribute(OperationMetrics.ERROR_TYPE, type));
  }

  SpanContext context() {
    return calls.call(span::getSpanContext, SpanContext.getInvalid());
  }

  void end() {
    calls.run(span::end);
  }
}
