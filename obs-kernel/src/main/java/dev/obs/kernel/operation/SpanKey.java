package dev.obs.kernel.operation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/// The key of the current span in a context, which OpenTelemetry's API keeps to itself. A span that
/// is put into a context names it.
final class SpanKey {
  /// The key; null if it is unknown.
  static final @Nullable ContextKey<?> KEY = find();

  private SpanKey() {}

  private static @Nullable ContextKey<?> find() {
    Recorder recorder = new Recorder();
    Span.getInvalid().storeInContext(recorder);
    return recorder.key;
  }

  private static final class Recorder implements Context {
    private @Nullable ContextKey<?> key;

    @Override
    public <V> @Nullable V get(ContextKey<V> wanted) {
      return null;
    }

    @Override
    public <V> Context with(ContextKey<V> put, V value) {
      key = put;
      return this;
    }
  }
}
