package dev.obs.codec;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Set;

/// Metrics of the SDK's own aggregations, with exemplars of every kind of instrument.
public final class MeteredMetrics {
  private MeteredMetrics() {}

  /// Returns the metrics of one collection.
  public static List<MetricData> collect(RandomTelemetry telemetry) {
    InMemoryMetricReader reader =
        telemetry.random.nextBoolean()
            ? InMemoryMetricReader.create()
            : InMemoryMetricReader.createDelta();
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(telemetry.resource())
            .setExemplarFilter(ExemplarFilter.alwaysOn())
            .registerView(
                InstrumentSelector.builder().setName("exponential").build(),
                View.builder()
                    .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                    .setAttributeFilter(Set.of("kept"))
                    .build())
            .registerView(
                InstrumentSelector.builder().setName("plain.*").build(),
                View.builder().setAttributeFilter(Set.of("kept")).build())
            .registerMetricReader(reader)
            .build()) {
      measure(provider, telemetry);
      return List.copyOf(reader.collectAllMetrics());
    }
  }

  private static void measure(SdkMeterProvider provider, RandomTelemetry telemetry) {
    var meter = provider.meterBuilder("metered").setInstrumentationVersion("1").build();
    var longs =
        meter.counterBuilder("plain.longs").setDescription("whole").setUnit("{item}").build();
    var doubles = meter.counterBuilder("plain.doubles").ofDoubles().build();
    var level = meter.upDownCounterBuilder("plain.level").build();
    var gauge = meter.gaugeBuilder("plain.gauge").build();
    var histogram = meter.histogramBuilder("plain.histogram").setUnit("s").build();
    var exponential = meter.histogramBuilder("exponential").build();
    for (int i = 0; i < 500; i++) {
      Context context = Context.root().with(Span.wrap(telemetry.context()));
      Attributes attributes =
          Attributes.builder().put("kept", i % 4).put("dropped", telemetry.text()).build();
      double measured = telemetry.random.nextGaussian();
      longs.add(telemetry.random.nextInt(100), attributes, context);
      doubles.add(Math.abs(measured), attributes, context);
      level.add(telemetry.random.nextInt(100) - 50, attributes, context);
      gauge.set(measured, attributes, context);
      histogram.record(Math.abs(measured) * 1000, attributes, context);
      exponential.record(i % 7 == 0 ? 0 : Math.abs(measured), attributes, context);
    }
  }
}
