package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The owner of a span sets an attribute and ends it while another thread sets one: that of the
/// owner is always there, that of the other thread is wholly there or not at all, and the sink gets
/// what the span says later.
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "what was set in time is there")
@Outcome(expect = Expect.FORBIDDEN, desc = "an attribute is lost or appears after the end")
@State
public class SpanEnd {
  private static final AttributeKey<Long> OWN = AttributeKey.longKey("own");
  private static final AttributeKey<Long> OTHER = AttributeKey.longKey("other");

  private final Tracer tracer =
      new KernelTracerProvider(
              Resource.empty(),
              Sampling.of("parentbased_always_on", 1),
              SpanLimits.getDefault(),
              span -> {},
              InstantSource.system())
          .get("x");

  private volatile @Nullable Span span;
  private int atEnd;

  @Actor
  public void owner() {
    Span started = tracer.spanBuilder("a").startSpan();
    span = started;
    started.setAttribute(OWN, 1L);
    started.end();
    atEnd = ((ReadableSpan) started).toSpanData().getAttributes().size();
  }

  @Actor
  public void other() {
    Span running = span;
    if (running != null) {
      running.setAttribute(OTHER, 2L);
    }
  }

  @Arbiter
  public void end(ZZ_Result result) {
    Span ended = span;
    if (ended instanceof ReadableSpan readable) {
      SpanData data = readable.toSpanData();
      Long other = data.getAttributes().get(OTHER);
      Long own = data.getAttributes().get(OWN);
      result.r1 = own != null && own == 1 && (other == null || other == 2);
      result.r2 = data.getAttributes().size() == atEnd && data.hasEnded();
    }
  }
}
