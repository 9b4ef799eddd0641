package dev.obs.kernel.trace;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KernelTracerTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(START);
  private final List<SpanData> ended = new ArrayList<>();
  private final Tracer tracer =
      new KernelTracerProvider(
              Resource.empty(),
              Sampling.of("parentbased_always_on", 1),
              SpanLimits.getDefault(),
              ended::add,
              wall::get)
          .get("test");

  private Instant start() {
    tracer.spanBuilder("a").startSpan().end();
    return Instant.ofEpochSecond(0, ended.getLast().getStartEpochNanos());
  }

  @Test
  void followsAWallClockThatIsSet() {
    assertTrue(Duration.between(START, start()).abs().toHours() < 1);
    Instant later = START.plus(Duration.ofDays(3650));
    wall.set(later);
    await().until(() -> Duration.between(later, start()).abs().toHours() < 1);
    wall.set(START);
    await().until(() -> Duration.between(START, start()).abs().toHours() < 1);
  }

  @Test
  void oneTraceHasOneClock() {
    Span parent = tracer.spanBuilder("parent").startSpan();
    wall.set(START.plus(Duration.ofDays(1)));
    await().until(() -> Duration.between(START, start()).toHours() > 1);
    tracer.spanBuilder("child").setParent(Context.root().with(parent)).startSpan().end();
    parent.end();
    SpanData child = ended.get(ended.size() - 2);
    SpanData last = ended.getLast();
    assertTrue(last.getStartEpochNanos() <= child.getStartEpochNanos());
    assertTrue(child.getEndEpochNanos() <= last.getEndEpochNanos());
  }

  @Test
  void aParentThatThrowsIsNone() {
    Span hostile =
        (Span)
            Proxy.newProxyInstance(
                Span.class.getClassLoader(),
                new Class<?>[] {Span.class},
                (proxy, method, arguments) -> {
                  if (method.isDefault()) {
                    return InvocationHandler.invokeDefault(proxy, method, arguments);
                  }
                  throw new IllegalStateException(method.getName());
                });
    tracer.spanBuilder("a").setParent(Context.root().with(hostile)).startSpan().end();
    assertFalse(ended.getLast().getParentSpanContext().isValid());
    assertEquals(SpanContext.getInvalid(), ended.getLast().getParentSpanContext());
  }
}
