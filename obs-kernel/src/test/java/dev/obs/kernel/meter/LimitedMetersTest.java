package dev.obs.kernel.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitedMetersTest {
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider sdk =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final FaultLog faults =
      new FaultLog(
          System.getLogger("test"),
          line -> {
            logged.add(line);
            return line;
          });
  private final LimitedMeters provider =
      new LimitedMeters(new GuardedMeters(sdk, Supervisors.create()), faults, 102);
  private final Meter meter = provider.get("shop");

  @AfterEach
  void close() {
    provider.close();
    sdk.close();
  }

  private Map<String, MetricData> collect() {
    return reader.collectAllMetrics().stream()
        .collect(Collectors.toMap(MetricData::getName, metric -> metric));
  }

  private static long sum(MetricData metric) {
    return metric.getLongSumData().getPoints().iterator().next().getValue();
  }

  @Test
  void everyBuilderMakesTheInstrumentOfTheSdk() {
    Meter scoped =
        provider
            .meterBuilder("scoped")
            .setInstrumentationVersion("1.2")
            .setSchemaUrl("https://example.org/1")
            .build();
    scoped.counterBuilder("a").setDescription("d").setUnit("u").build().add(1);
    scoped.counterBuilder("b").ofDoubles().setUnit("u").build().add(1.5);
    scoped.upDownCounterBuilder("c").build().add(-1);
    scoped.upDownCounterBuilder("d").ofDoubles().build().add(-1.5);
    scoped
        .histogramBuilder("e")
        .setExplicitBucketBoundariesAdvice(List.of(1.0, 2.0))
        .build()
        .record(1.5);
    scoped
        .histogramBuilder("f")
        .ofLongs()
        .setExplicitBucketBoundariesAdvice(List.of(1L, 2L))
        .build()
        .record(1);
    scoped.gaugeBuilder("g").build().set(1);
    scoped.gaugeBuilder("h").ofLongs().setDescription("whole").build().set(1);
    scoped.counterBuilder("i").ofDoubles().buildWithCallback(out -> out.record(1.5));
    scoped.upDownCounterBuilder("j").buildWithCallback(out -> out.record(1, Attributes.empty()));
    scoped.gaugeBuilder("k").ofLongs().buildWithCallback(out -> out.record(1)).close();
    Map<String, MetricData> metrics = collect();
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")) {
      MetricData metric = metrics.get(name);
      assertEquals("1.2", metric.getInstrumentationScopeInfo().getVersion());
      assertEquals("https://example.org/1", metric.getInstrumentationScopeInfo().getSchemaUrl());
    }
    assertFalse(metrics.containsKey("k"));
    assertEquals("d", metrics.get("a").getDescription());
    assertEquals("u", metrics.get("b").getUnit());
    assertEquals("whole", metrics.get("h").getDescription());
    assertEquals(
        List.of(1.0, 2.0),
        metrics.get("e").getHistogramData().getPoints().iterator().next().getBoundaries());
    assertEquals(
        sdk.get("x").counterBuilder("y").build().getClass(),
        meter.counterBuilder("y").build().getClass());
  }

  @Test
  void instrumentsBeyondTheLimitRecordNothingAndTheFirstIsNamedOnce() {
    LongCounter known = meter.counterBuilder("counter-0").build();
    for (int i = 0; i < 300; i++) {
      meter.counterBuilder("counter-" + i).build().add(1);
      meter.gaugeBuilder("refused-gauge-" + i % 2).ofLongs().setUnit("u").build().set(i);
    }
    known.add(1);
    meter.counterBuilder("counter-0").build().add(1);
    meter.gaugeBuilder("late").buildWithCallback(out -> out.record(1)).close();
    Map<String, MetricData> metrics = collect();
    assertEquals(102, metrics.size());
    assertEquals(3, sum(metrics.get("counter-0")));
    assertTrue(sum(metrics.get("obs.metrics.instruments.refused")) > 100);
    assertEquals(1, logged.size(), logged::toString);
    assertTrue(logged.getFirst().contains("telemetry.metrics.instruments_limit"));
    assertTrue(logged.getFirst().contains("instrument 'counter-99'"), logged::toString);
  }

  @Test
  void badArgumentsThrowNothing() {
    provider.get(null).counterBuilder(null).setUnit(null).setDescription(null).build().add(1);
    meter.histogramBuilder("").ofLongs().build().record(Long.MAX_VALUE, null);
    meter.histogramBuilder("advice").setExplicitBucketBoundariesAdvice(null).build();
    meter.batchCallback(() -> {}, null);
    meter
        .counterBuilder("attributes")
        .build()
        .add(1, Attributes.of(AttributeKey.stringKey("a"), "b"));
    assertTrue(collect().containsKey("attributes"));
    assertSame(meter.counterBuilder("z").build().getClass(), known());
  }

  private Class<?> known() {
    return sdk.get("z").counterBuilder("z").build().getClass();
  }
}
