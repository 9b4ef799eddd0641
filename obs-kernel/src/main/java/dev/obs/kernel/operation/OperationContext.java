package dev.obs.kernel.operation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/// The context of one operation, and the scope that makes it current on the thread that started the
/// operation.
///
/// A context can outlive its operation: on a thread whose operation another thread closed, on one
/// that closed an operation before the operations inside it, and wherever the application carried
/// it. So the context holds this object, which knows whether the operation has ended, and the next
/// operation takes the nearest context around it that is not the one of an ended operation.
///
/// A scope that is closed while its context is attached once more would end the scopes between. So
/// each thread knows its scopes that are open, and closes the last one only.
@SuppressWarnings("ReferenceEquality") // contexts and scopes are foreign: their equals may throw
final class OperationContext {
  private static final ContextKey<OperationContext> KEY = ContextKey.named("obs-operation");
  private static final ThreadLocal<@Nullable OperationContext> LAST = new ThreadLocal<>();

  /// The number of open scopes that a thread knows. Outer ones are forgotten, because an
  /// application can leave scopes that are never current again; the context tells the others when
  /// they are.
  private static final int KNOWN = 100;

  private final String name;
  private final Context outer;
  private final Span span;
  private final ForeignCalls calls;
  private final Context context;
  private final Scope scope;
  private final @Nullable OperationContext before;
  private final int depth;
  private final long thread = Thread.currentThread().threadId();
  private volatile boolean ended;

  /// Makes the context of an operation current.
  ///
  /// @param outer the context in which it starts
  /// @param correlationId the operation's own id, null if it has none
  OperationContext(String name, Context outer, OperationSpan span, @Nullable String correlationId) {
    this.name = name;
    this.outer = outer;
    this.calls = span.calls();
    this.span = span.span();
    this.context =
        calls.call(
            () -> {
              Context with = outer.with(span.span()).with(KEY, this);
              return correlationId == null ? with : Correlation.with(with, correlationId);
            },
            outer);
    this.scope = calls.call(context::makeCurrent, Scope.noop());
    OperationContext last = LAST.get();
    this.depth = last == null ? 0 : last.depth + 1;
    this.before = depth % KNOWN == 0 ? null : last;
    if (scope != Scope.noop()) {
      LAST.set(this);
    }
  }

  /// Returns the context in which an operation starts on the calling thread: the current one,
  /// without ended operations.
  static Context outer(ForeignCalls calls) {
    return calls.call(
        () -> {
          Context outer = detach(calls);
          for (OperationContext inner = endedIn(outer); inner != null; inner = endedIn(outer)) {
            calls.endedEarly(inner.name);
            outer = inner.outer;
          }
          return outer;
        },
        Context.root());
  }

  Context context() {
    return context;
  }

  /// Whether the calling thread is the one on which the operation started.
  boolean isOwn() {
    return Thread.currentThread().threadId() == thread;
  }

  /// Ends the operation. On its own thread its context is current no longer; on another thread that
  /// would take away that thread's context.
  void end() {
    ended = true;
    if (isOwn()) {
      calls.run(() -> {
        if (isLast()) {
          leave();
        }
        detach(calls);
      });
    }
  }

  private boolean isLast() {
    return LAST.get() == this;
  }

  /// Closes the scope, unless a scope of the application is open inside.
  ///
  /// @return whether it is closed
  private boolean leave() {
    if (Context.current() != context) {
      return false;
    }
    scope.close();
    boolean left = Context.current() != context;
    if (left) {
      LAST.set(before == null ? Context.current().get(KEY) : before);
    }
    return left;
  }

  /// Closes the scopes that ended operations left open on the calling thread.
  ///
  /// @return the current context then
  private static Context detach(ForeignCalls calls) {
    Context current = Context.current();
    for (OperationContext inner = current.get(KEY);
        inner != null && inner.ended && inner.context == current && inner.isLast();
        inner = current.get(KEY)) {
      if (!inner.leave()) {
        break; // the application attached it once more
      }
      calls.endedEarly(inner.name);
      current = Context.current();
    }
    return current;
  }

  /// Returns the ended operation whose span is the current one of a context; null if there is none,
  /// or if a span of the application is between.
  private static @Nullable OperationContext endedIn(Context context) {
    OperationContext inner = context.get(KEY);
    return inner != null && inner.ended && inner.isOf(Span.fromContext(context)) ? inner : null;
  }

  private boolean isOf(Span current) {
    return current == span
        || current.getSpanContext().getSpanId().equals(span.getSpanContext().getSpanId());
  }
}
