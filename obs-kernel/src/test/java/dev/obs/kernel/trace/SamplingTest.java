package dev.obs.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Decides as the SDK's samplers do, for any trace id and parent.
class SamplingTest {
  private static final int TRACES = 20_000;

  private static final String ID = "00000000000000ff";

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.001, 0.25, 0.5, 0.999, 1})
  void aRatioIsTheSdks(double rate) {
    Random random = new Random(1);
    compare("traceidratio", rate, Sampler.traceIdRatioBased(rate), random);
    compare(
        "parentbased_traceidratio",
        rate,
        Sampler.parentBased(Sampler.traceIdRatioBased(rate)),
        random);
  }

  private static void compare(String name, double rate, Sampler sdk, Random random) {
    Sampling own = Sampling.of(name, rate);
    for (int i = 0; i < TRACES; i++) {
      long low = i == 0 ? Long.MIN_VALUE : random.nextLong();
      String trace = LocalIds.text(random.nextLong()) + LocalIds.text(low);
      boolean parent = random.nextBoolean();
      TraceFlags flags = random.nextBoolean() ? TraceFlags.getSampled() : TraceFlags.getDefault();
      SpanContext context = SpanContext.create(trace, ID, flags, TraceState.getDefault());
      boolean expected =
          sdk.shouldSample(
                      parent ? Context.root().with(Span.wrap(context)) : Context.root(),
                      trace,
                      "name",
                      SpanKind.INTERNAL,
                      Attributes.empty(),
                      List.of())
                  .getDecision()
              == SamplingDecision.RECORD_AND_SAMPLE;
      boolean actual = parent ? own.samplesChild(low, flags.isSampled()) : own.samplesRoot(low);
      assertEquals(expected, actual, name + " " + rate + " " + trace);
    }
  }
}
