package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// The spans of operations. One of the kernel's own tracer starts and ends at a time that the
/// caller has read already, and its attributes are also the notes of the operation, as long as they
/// are the same. A foreign tracer reads its own clock and keeps its own attributes.
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

  /// Sets an attribute of the operation on its span, so that it is also a note.
  ///
  /// @param count how many notes are kept so
  /// @param length of the longest text that is kept so
  /// @return false if nothing is set, because span and notes would differ
  public static boolean note(Span span, AttributeKey<?> key, Object value, int count, int length) {
    return span instanceof RecordingSpan own && own.putShared(key, value, count, length);
  }

  /// Sets an attribute beside the notes, which stay as they are.
  public static <T> void set(Span span, AttributeKey<T> key, T value) {
    AttributeTable notes = notes(span);
    boolean set =
        notes != null
            && notes.value(key.getKey()) == null
            && note(span, key, value, Integer.MAX_VALUE, Integer.MAX_VALUE);
    if (!set) {
      span.setAttribute(key, value);
    }
  }

  /// Returns the attributes of [#note] and [#set]; null if the span keeps none.
  public static @Nullable AttributeTable notes(Span span) {
    return span instanceof RecordingSpan own ? own.notes() : null;
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
