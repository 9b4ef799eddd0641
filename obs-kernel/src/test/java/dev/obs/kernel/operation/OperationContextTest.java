package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The context of an operation whose span is of the kernel's own tracer.
class OperationContextTest {
  private static final ContextKey<String> KEY = ContextKey.named("application");

  private static OperationMonitor monitor(Telemetry telemetry) {
    return new OperationMonitor(
        telemetry.openTelemetry(),
        Supervisors.create().faults(),
        InstantSource.system(),
        new OperationOptions(10, 128, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parentbased_always_on", "parentbased_always_off"})
  void isTheOperationAndHasTheValuesAround(String sampler) throws Exception {
    OperationMonitor monitor = monitor(Telemetry.ofKernel(sampler));
    Baggage baggage = Baggage.builder().put("tenant", "a").build();
    try (Scope _ = Context.root().with(baggage).with(KEY, "around").makeCurrent();
        Operation outer = monitor.start("outer", "id-1");
        Operation inner = monitor.start("inner")) {
      Context context = Context.current();
      assertSame(inner, context);
      assertSame(inner.span(), Span.fromContext(context));
      assertEquals("id-1", Correlation.of(context));
      assertEquals("around", context.get(KEY));
      assertSame(baggage, Baggage.fromContext(context));
      Context derived = context.with(KEY, "within");
      assertEquals("within", derived.get(KEY));
      assertSame(inner.span(), Span.fromContext(derived));
      assertEquals("id-1", Correlation.of(derived));
      assertSame(baggage, Baggage.fromContext(derived));
      assertEquals("around", context.get(KEY));
      try (Scope _ = outer.span().makeCurrent()) {
        assertSame(outer.span(), Span.current());
        assertEquals("id-1", Correlation.of(Context.current()));
      }
      assertSame(context, Context.current());
      try (ExecutorService other = Executors.newSingleThreadExecutor()) {
        assertSame(inner.span(), other.submit(context.wrap(Span::current)).get());
      }
    }
    assertSame(Context.root(), Context.current());
  }

  @Test
  void hasNoCorrelationIdOfItsOwnIfThereIsNone() {
    OperationMonitor monitor = monitor(Telemetry.ofKernel("always_on"));
    try (Operation _ = monitor.start("x")) {
      assertNull(Correlation.of(Context.current()));
      assertNull(Correlation.of(Context.current().with(KEY, "")));
    }
  }

  /// A context of an agent, which acts on the values that it gets.
  private record Acting(Context inside, List<Object> values) implements Context {
    @Override
    public <V> V get(ContextKey<V> key) {
      return inside.get(key);
    }

    @Override
    public <V> Context with(ContextKey<V> key, V value) {
      values.add(value);
      return new Acting(inside.with(key, value), values);
    }
  }

  @Test
  void putsItsValuesIntoAContextThatMayActOnThem() {
    OperationMonitor monitor = monitor(Telemetry.ofKernel("always_on"));
    List<Object> values = new ArrayList<>();
    try (Scope _ = new Acting(Context.root(), values).makeCurrent();
        Operation operation = monitor.start("x", "id-1")) {
      assertNotSame(operation, Context.current());
      assertTrue(Context.current() instanceof Acting, "another kind of context");
      assertTrue(values.contains(operation.span()), "the context has not seen the span");
      assertTrue(values.contains("id-1"), "the context has not seen the correlation id");
      assertEquals("id-1", Correlation.of(Context.current()));
      try (Operation _ = monitor.start("y")) {
        assertTrue(Context.current() instanceof Acting, "another kind of context");
      }
    }
  }

  @Test
  void theSpanLastsAsLongAsTheRecord() {
    Telemetry telemetry = Telemetry.ofKernel("always_on");
    OperationMonitor monitor = monitor(telemetry);
    monitor.run("x", () -> {});
    SpanData span = telemetry.spans().getFirst();
    assertEquals(
        monitor.recent().getFirst().duration().toNanos(),
        span.getEndEpochNanos() - span.getStartEpochNanos());
    assertEquals(span.getTraceId(), monitor.recent().getFirst().traceId());
  }
}
