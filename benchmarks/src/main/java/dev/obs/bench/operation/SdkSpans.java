package dev.obs.bench.operation;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The tracer of OpenTelemetry's SDK with batch processors and exporters that count.
final class SdkSpans implements AutoCloseable {
  private final SdkTracerProvider provider;
  private final LongAdder exported = new LongAdder();

  /// @param sampled whether spans are sampled
  /// @param sinks the number of exporters, each behind a processor of its own
  SdkSpans(boolean sampled, int sinks) {
    SdkTracerProviderBuilder builder =
        SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampled ? 1 : 0)));
    for (int sink = 0; sink < sinks; sink++) {
      builder.addSpanProcessor(
          BatchSpanProcessor.builder(new CountingExporter(exported))
              .setMaxQueueSize(Shape.QUEUE)
              .setMaxExportBatchSize(Shape.BATCH)
              .build());
    }
    provider = builder.build();
  }

  SdkTracerProvider provider() {
    return provider;
  }

  /// Returns the number of spans that the exporters got, those still queued included.
  long exported() {
    provider.forceFlush().join(10, TimeUnit.SECONDS);
    return exported.sum();
  }

  @Override
  public void close() {
    provider.close();
  }

  private record CountingExporter(LongAdder count) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      count.add(spans.size());
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
