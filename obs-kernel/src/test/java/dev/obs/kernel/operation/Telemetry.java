package dev.obs.kernel.operation;

import dev.obs.kernel.trace.KernelTracerProvider;
import dev.obs.kernel.trace.Sampling;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A tracer provider without meters, and the spans that it has ended.
record Telemetry(OpenTelemetry openTelemetry, List<SpanData> spans) {
  static Telemetry ofSdk() {
    return ofSdk(SpanLimits.getDefault());
  }

  static Telemetry ofSdk(SpanLimits limits) {
    List<SpanData> spans = new CopyOnWriteArrayList<>();
    SpanProcessor list =
        new SpanProcessor() {
          @Override
          public void onStart(Context parent, ReadWriteSpan span) {}

          @Override
          public boolean isStartRequired() {
            return false;
          }

          @Override
          public void onEnd(ReadableSpan span) {
            spans.add(span.toSpanData());
          }

          @Override
          public boolean isEndRequired() {
            return true;
          }
        };
    return of(
        SdkTracerProvider.builder().setSpanLimits(limits).addSpanProcessor(list).build(), spans);
  }

  static Telemetry ofKernel(String sampler) {
    return ofKernel(sampler, SpanLimits.getDefault());
  }

  static Telemetry ofKernel(String sampler, SpanLimits limits) {
    List<SpanData> spans = new CopyOnWriteArrayList<>();
    return of(
        new KernelTracerProvider(
            Resource.empty(), Sampling.of(sampler, 1), limits, spans::add, InstantSource.system()),
        spans);
  }

  private static Telemetry of(TracerProvider tracers, List<SpanData> spans) {
    return new Telemetry(
        new OpenTelemetry() {
          @Override
          public TracerProvider getTracerProvider() {
            return tracers;
          }

          @Override
          public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
          }
        },
        spans);
  }
}
