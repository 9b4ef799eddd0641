package dev.obs.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs random programs of calls of OpenTelemetry's API on the SDK and on the kernel's tracer, and
/// compares what the programs see and what a sink gets.
class SdkParityTest {
  private static final int PROGRAMS = 1_000;

  private static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"));

  @ParameterizedTest
  @CsvSource({
    "parentbased_always_on, 128, 2147483647",
    "parentbased_always_on, 5, 3",
    "parentbased_always_on, 30, 10",
    "always_on, 0, 0",
    "parentbased_always_off, 3, 4",
    "always_off, 128, 2147483647",
  })
  void programsAndSinksSeeTheSame(String sampler, int count, int length) {
    SpanLimits limits =
        SpanLimits.builder()
            .setMaxNumberOfAttributes(count)
            .setMaxAttributeValueLength(length)
            .setMaxNumberOfEvents(count / 2)
            .setMaxNumberOfLinks(count / 2)
            .setMaxNumberOfAttributesPerEvent(count)
            .setMaxNumberOfAttributesPerLink(count)
            .build();
    for (int seed = 0; seed < PROGRAMS; seed++) {
      List<String> expected = onSdk(seed, sampler, limits);
      List<String> actual = onKernel(seed, sampler, limits);
      for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
        assertEquals(expected.get(i), actual.get(i), "program " + seed);
      }
      assertEquals(expected.size(), actual.size(), "program " + seed);
    }
  }

  private static List<String> onSdk(int seed, String sampler, SpanLimits limits) {
    InMemorySpanExporter sink = InMemorySpanExporter.create();
    try (SdkTracerProvider sdk =
        SdkTracerProvider.builder()
            .setResource(RESOURCE)
            .setSampler(sampler(sampler))
            .setSpanLimits(limits)
            .addSpanProcessor(SimpleSpanProcessor.create(sink))
            .build()) {
      RandomSpans program = new RandomSpans(sdk, seed);
      program.run();
      return program.seen(sink.getFinishedSpanItems());
    }
  }

  private static List<String> onKernel(int seed, String sampler, SpanLimits limits) {
    List<SpanData> sink = new ArrayList<>();
    RandomSpans program =
        new RandomSpans(
            new KernelTracerProvider(
                RESOURCE, Sampling.of(sampler, 1), limits, sink::add, InstantSource.system()),
            seed);
    program.run();
    return program.seen(sink);
  }

  private static Sampler sampler(String name) {
    Sampler root = name.endsWith("always_on") ? Sampler.alwaysOn() : Sampler.alwaysOff();
    return name.startsWith("parentbased_") ? Sampler.parentBased(root) : root;
  }
}
