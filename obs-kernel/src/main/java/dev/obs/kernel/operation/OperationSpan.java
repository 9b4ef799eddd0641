package dev.obs.kernel.operation;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/// The span of an operation. No method throws, whatever the span does.
record OperationSpan(Span span, ForeignCalls calls) {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

  void set(String key, String value) {
    try {
      span.setAttribute(key, value);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  void set(String key, long value) {
    try {
      span.setAttribute(key, value);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  void set(String key, double value) {
    try {
      span.setAttribute(key, value);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  void set(String key, boolean value) {
    try {
      span.setAttribute(key, value);
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }

  /// Adds the event that `Span.recordException` adds. The SDK's method is not called: it prints the
  /// trace by recursion over the causes and lets through what the exception's own methods throw.
  void exception(Throwable failure) {
    calls.run(() -> {
      if (span.isRecording()) {
        span.addEvent(
            "exception",
            Attributes.builder()
                .put(TYPE, type(failure))
                .put(MESSAGE, SafeText.message(failure).orElse(null))
                .put(TRACE, SafeText.stackTrace(failure))
                .build());
      }
    });
  }

  /// The SDK's type of an exception; of a class without a canonical name, its binary name.
  private static String type(Throwable failure) {
    try {
      String name = failure.getClass().getCanonicalName();
      return name == null ? failure.getClass().getName() : name;
    } catch (LinkageError incomplete) { // an enclosing class is missing
      return failure.getClass().getName();
    }
  }

  void fail(String type) {
    calls.run(
        () -> span.setStatus(StatusCode.ERROR).setAttribute(OperationMetrics.ERROR_TYPE, type));
  }

  SpanContext context() {
    try {
      SpanContext context = span.getSpanContext();
      return context == null ? SpanContext.getInvalid() : context;
    } catch (Throwable failure) {
      calls.report(failure);
      return SpanContext.getInvalid();
    }
  }

  void end() {
    try {
      span.end();
    } catch (Throwable failure) {
      calls.report(failure);
    }
  }
}
