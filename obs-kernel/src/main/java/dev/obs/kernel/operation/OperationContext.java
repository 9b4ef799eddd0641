package dev.obs.kernel.operation;

import dev.obs.kernel.trace.LocalIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The context of one operation, and the scope that makes it current on the thread that started the
/// operation.
///
/// It answers for the span, the operation and the correlation id itself and asks the context around
/// it for the rest, so that an operation makes one context and not three. That needs a span of the
/// kernel and a context of OpenTelemetry's own kind; contexts of an agent or of the application get
/// the values in the ordinary way, because they may act on them.
///
/// A context can outlive its operation: on a thread whose operation another thread closed, on one
/// that closed an operation before the operations inside it, and wherever the application carried
/// it. So the context has its operation, which knows whether it has ended, and the next operation
/// takes the nearest context around it that is not the one of an ended operation.
///
/// A scope that is closed while its context is attached once more would end the scopes between. So
/// each thread knows its scopes that are open, and closes the last one only.
@SuppressWarnings("ReferenceEquality") // contexts and scopes are foreign: their equals may throw
abstract class OperationContext implements Context {
  private static final ContextKey<OperationContext> KEY = ContextKey.named("obs-operation");
  private static final VarHandle ENDED;

  /// The class of contexts that only hold values; null if there is another one.
  private static final @Nullable Class<?> PLAIN = plainClass();

  /// The number of open scopes that a thread knows. Outer ones are forgotten, because an
  /// application can leave scopes that are never current again; the context tells the others when
  /// they are.
  private static final int KNOWN = 100;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(OperationContext.class, "ended", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("OperationContext.ended", impossible);
    }
  }

  final OperationData data;
  final Span span;
  private final Context outer;

  /// The nearest context around that is not the one of an operation.
  private final Context base;

  private final OpenOperations open;

  /// Whether this context is the one that is made current; else `plain` is.
  private final boolean current;

  /// The same values in a context of another kind, made when it is needed.
  private @Nullable Context plain;

  private Scope scope = Scope.noop();
  private @Nullable OperationContext before;
  private int depth;
  private volatile boolean ended;

  /// @param outer the context in which the operation starts
  OperationContext(Context outer, Span span, OperationData data, ForeignCalls calls) {
    this.outer = outer;
    this.span = span;
    this.data = data;
    this.open = OpenOperations.current();
    this.base = outer instanceof OperationContext around ? around.base : outer;
    this.current = span instanceof LocalIds && base.getClass() == PLAIN;
    if (!current) {
      plain = calls.call(() -> withAll(outer), outer);
    }
  }

  abstract ForeignCalls calls();

  private static @Nullable Class<?> plainClass() {
    Class<?> root = Context.root().getClass();
    return SpanKey.KEY != null
            && root.getName().equals("io.opentelemetry.context.ArrayBasedContext")
        ? root
        : null;
  }

  private Context withAll(Context around) {
    Context with = around.with(span).with(KEY, this);
    String id = data.correlationId();
    return id == null ? with : Correlation.with(with, id);
  }

  @Override
  @SuppressWarnings("unchecked") // a key has values of its type
  public final <V> @Nullable V get(ContextKey<V> key) {
    Object wanted = key;
    if (wanted == SpanKey.KEY) {
      return (V) span;
    }
    if (wanted == KEY) {
      return (V) this;
    }
    String id = wanted == Correlation.KEY ? data.correlationId() : null;
    return id == null ? base.get(key) : (V) id;
  }

  @Override
  public final <V> Context with(ContextKey<V> key, V value) {
    return plain().with(key, value);
  }

  private Context plain() {
    Context all = plain;
    if (all == null) {
      all = withAll(base);
      plain = all; // each thread may make it anew
    }
    return all;
  }

  /// Makes the context current.
  final void enter() {
    scope = calls().call(context()::makeCurrent, Scope.noop());
    OperationContext last = open.last;
    depth = last == null ? 0 : last.depth + 1;
    before = depth % KNOWN == 0 ? null : last;
    if (scope != Scope.noop()) {
      open.last = this;
    }
  }

  /// Returns the context in which an operation starts on the calling thread: the current one,
  /// without ended operations.
  static Context outer(ForeignCalls calls) {
    try {
      Context outer = detach(calls);
      for (OperationContext inner = endedIn(outer); inner != null; inner = endedIn(outer)) {
        calls.endedEarly(inner.data.name());
        outer = inner.outer;
      }
      return outer;
    } catch (Throwable failure) {
      calls.report(failure);
      return Context.root();
    }
  }

  /// The context that is made current.
  final Context context() {
    return current ? this : plain();
  }

  /// Whether the calling thread is the one on which the operation started.
  final boolean isOwn() {
    return open.areOwn();
  }

  final boolean hasEnded() {
    return ended;
  }

  /// Marks the operation as ended.
  ///
  /// @return false if it was
  final boolean markEnded() {
    return ENDED.compareAndSet(this, false, true);
  }

  /// Ends the scope of an operation that has ended. On its own thread its context is current no
  /// longer; on another thread that would take away that thread's context.
  final void exit() {
    if (!isOwn()) {
      return;
    }
    try {
      if (open.last == this) {
        leave();
      }
      OperationContext around = open.last;
      if (around != null && around.ended) {
        detach(calls());
      }
    } catch (Throwable failure) {
      calls().report(failure);
    }
  }

  /// Closes the scope, unless a scope of the application is open inside.
  ///
  /// @return whether it is closed
  private boolean leave() {
    Context own = context();
    if (Context.current() != own) {
      return false;
    }
    scope.close();
    Context around = Context.current();
    if (around == own) {
      return false;
    }
    open.last = before == null ? around.get(KEY) : before;
    return true;
  }

  /// Closes the scopes that ended operations left open on the calling thread.
  ///
  /// @return the current context then
  private static Context detach(ForeignCalls calls) {
    Context current = Context.current();
    for (OperationContext inner = current.get(KEY);
        inner != null && inner.ended && inner.context() == current && inner.isLast();
        inner = current.get(KEY)) {
      if (!inner.leave()) {
        break; // the application attached it once more
      }
      calls.endedEarly(inner.data.name());
      current = Context.current();
    }
    return current;
  }

  private boolean isLast() {
    return open.areOwn() && open.last == this;
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

  @Override
  public final String toString() {
    return "OperationContext{" + data.name() + '}';
  }
}
