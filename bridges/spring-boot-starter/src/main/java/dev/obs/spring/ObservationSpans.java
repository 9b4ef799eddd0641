package dev.obs.spring;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a span of each observation. Receivers continue the trace of the caller, senders pass
/// theirs on, both by the propagators of OpenTelemetry. Thread-safe.
final class ObservationSpans implements ObservationHandler<Observation.Context> {
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  /// The open scopes of each thread, the innermost first.
  private final ThreadLocal<Deque<Open>> scopes = ThreadLocal.withInitial(ArrayDeque::new);

  private record Open(Observation.Context observation, Scope scope) {}

  /// The context of an observation.
  private record Traced(Context context, Span span) {}

  ObservationSpans(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer("dev.obs.spring");
    propagator = openTelemetry.getPropagators().getTextMapPropagator();
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }

  @Override
  public void onStart(Observation.Context context) {
    Context parent = parent(context);
    SpanBuilder builder =
        tracer
            .spanBuilder(HttpAttributes.name(context))
            .setParent(parent)
            .setSpanKind(kind(context));
    Span span = builder.startSpan();
    Context own = parent.with(span);
    context.put(Traced.class, new Traced(own, span));
    if (context instanceof SenderContext<?> sender) {
      inject(own, sender);
    }
  }

  private Context parent(Observation.Context context) {
    Context around = Context.current();
    ObservationView observation = context.getParentObservation();
    if (observation != null
        && observation.getContextView() instanceof Observation.Context above
        && above.get(Traced.class) instanceof Traced traced
        && !isInside(around, traced)) {
      around = traced.context();
    }
    return context instanceof ReceiverContext<?> receiver ? extract(around, receiver) : around;
  }

  /// Whether the current context is of the trace of the observation above, and so at least as near:
  /// an operation may be between them.
  private static boolean isInside(Context around, Traced above) {
    return Span.fromContext(around)
        .getSpanContext()
        .getTraceId()
        .equals(above.span().getSpanContext().getTraceId());
  }

  private <C> Context extract(Context around, ReceiverContext<C> receiver) {
    C carrier = receiver.getCarrier();
    return carrier == null
        ? around
        : propagator.extract(around, carrier, new Headers<>(receiver.getGetter()));
  }

  private <C> void inject(Context own, SenderContext<C> sender) {
    C carrier = sender.getCarrier();
    if (carrier != null) {
      propagator.inject(
          own,
          carrier,
          (to, key, value) -> {
            if (to != null) {
              sender.getSetter().set(to, key, value);
            }
          });
    }
  }

  private static SpanKind kind(Observation.Context context) {
    Kind kind =
        context instanceof ReceiverContext<?> receiver
            ? receiver.getKind()
            : context instanceof SenderContext<?> sender ? sender.getKind() : null;
    if (kind == null) {
      return SpanKind.INTERNAL;
    }
    return switch (kind) {
      case SERVER -> SpanKind.SERVER;
      case CLIENT -> SpanKind.CLIENT;
      case PRODUCER -> SpanKind.PRODUCER;
      case CONSUMER -> SpanKind.CONSUMER;
    };
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by onScopeClosed
  public void onScopeOpened(Observation.Context context) {
    if (context.get(Traced.class) instanceof Traced traced) {
      scopes.get().push(new Open(context, traced.context().makeCurrent()));
    }
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    Deque<Open> open = scopes.get();
    for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
      Open scope = each.next();
      if (scope.observation().equals(context)) {
        each.remove();
        scope.scope().close();
        break;
      }
    }
    if (open.isEmpty()) {
      scopes.remove();
    }
  }

  @Override
  @SuppressWarnings("deprecation") // Micrometer before 1.17 calls it
  public void onScopeReset(Observation.Context context) {
    Deque<Open> open = scopes.get();
    while (!open.isEmpty()) {
      open.pop().scope().close();
    }
    scopes.remove();
  }

  @Override
  public void onEvent(Observation.Event event, Observation.Context context) {
    if (context.get(Traced.class) instanceof Traced traced) {
      traced.span().addEvent(event.getContextualName());
    }
  }

  @Override
  public void onError(Observation.Context context) {
    Throwable error = context.getError();
    if (error != null && context.get(Traced.class) instanceof Traced traced) {
      traced.span().recordException(error);
      traced.span().setStatus(StatusCode.ERROR);
    }
  }

  @Override
  public void onStop(Observation.Context context) {
    if (!(context.get(Traced.class) instanceof Traced traced)) {
      return;
    }
    Span span = traced.span();
    span.updateName(HttpAttributes.name(context));
    for (KeyValue each : context.getAllKeyValues()) {
      HttpAttributes.put(span, context, each);
    }
    span.end();
  }

  /// Reads the headers of a request.
  private record Headers<C>(Propagator.Getter<C> getter) implements TextMapGetter<C> {
    @Override
    public Iterable<String> keys(C carrier) {
      return List.of(); // none of the propagators asks for them
    }

    @Override
    public @Nullable String get(@Nullable C carrier, String key) {
      return carrier == null ? null : getter.get(carrier, key);
    }
  }
}
