package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/// The JVM, by the semantic conventions for JVM metrics.
///
/// | metric | instrument | unit | attributes |
/// |---|---|---|---|
/// | `jvm.memory.used` | up-down counter | By | `jvm.memory.pool.name`, `jvm.memory.type` |
/// | `jvm.memory.committed` | up-down counter | By | the same |
/// | `jvm.memory.limit` | up-down counter | By | the same; pools that have one |
/// | `jvm.memory.used_after_last_gc` | up-down counter | By | the same; pools that are collected |
/// | `jvm.gc.duration` | histogram | s | `jvm.gc.name`, `jvm.gc.action` |
/// | `jvm.thread.count` | up-down counter | {thread} | `jvm.thread.daemon`, `jvm.thread.state` |
/// | `jvm.class.loaded` | counter | {class} | |
/// | `jvm.class.unloaded` | counter | {class} | |
/// | `jvm.class.count` | up-down counter | {class} | |
/// | `jvm.cpu.time` | counter | s | |
/// | `jvm.cpu.count` | up-down counter | {cpu} | |
/// | `jvm.cpu.recent_utilization` | gauge | 1 | |
/// | `jvm.system.cpu.load_1m` | gauge | {run_queue_item} | |
/// | `jvm.buffer.memory.used` | up-down counter | By | `jvm.buffer.pool.name` |
/// | `jvm.buffer.memory.limit` | up-down counter | By | the same |
/// | `jvm.buffer.count` | up-down counter | {buffer} | the same |
///
/// Collections since the first sample are recorded as they end. Threads are platform threads. No
/// summary.
public final class JvmProbe implements SystemProbe {
  private final Source<JvmSample> source;

  /// Creates an instance for [java.util.ServiceLoader].
  public JvmProbe() {
    this(JvmSample::now);
  }

  JvmProbe(Source<JvmSample> source) {
    this.source = source;
  }

  @Override
  public String type() {
    return "jvm";
  }

  @Override
  public Probe open(ExtensionContext context) {
    GcDurations collections =
        new GcDurations(
            context
                .meter()
                .histogramBuilder("jvm.gc.duration")
                .setUnit("s")
                .setDescription("Duration of garbage collections.")
                .setExplicitBucketBoundariesAdvice(List.of(0.01, 0.1, 1.0, 10.0))
                .build());
    Instruments<JvmSample> instruments = new Instruments<>(context.meter());
    memory(instruments);
    buffers(instruments);
    classes(instruments);
    cpu(instruments);
    instruments.upDownCounter(
        "jvm.thread.count",
        "{thread}",
        "Platform threads.",
        (sample, measurement) ->
            sample.threads().forEach((attributes, count) -> measurement.record(count, attributes)));
    Probe sampled =
        instruments.sampledBy(
            previous -> {
              collections.listen();
              return source.read();
            },
            sample -> Map.of());
    return new Probe() {
      @Override
      public void sample() throws Exception {
        sampled.sample();
      }

      @Override
      public void close() throws IOException {
        collections.close();
        sampled.close();
      }
    };
  }

  private static void memory(Instruments<JvmSample> instruments) {
    instruments
        .upDownCounter("jvm.memory.used", "By", "Memory used.", pools(JvmSample.Pool::used))
        .upDownCounter(
            "jvm.memory.committed", "By", "Memory committed.", pools(JvmSample.Pool::committed))
        .upDownCounter(
            "jvm.memory.limit", "By", "Maximum available memory.", pools(JvmSample.Pool::limit))
        .upDownCounter(
            "jvm.memory.used_after_last_gc",
            "By",
            "Memory used after the last garbage collection of the pool.",
            pools(JvmSample.Pool::usedAfterGc));
  }

  private static void buffers(Instruments<JvmSample> instruments) {
    instruments
        .upDownCounter(
            "jvm.buffer.memory.used",
            "By",
            "Memory used by buffers.",
            pooled(JvmSample.Buffers::used))
        .upDownCounter(
            "jvm.buffer.memory.limit",
            "By",
            "Capacity of the buffers.",
            pooled(JvmSample.Buffers::limit))
        .upDownCounter(
            "jvm.buffer.count", "{buffer}", "Buffers.", pooled(JvmSample.Buffers::count));
  }

  private static void classes(Instruments<JvmSample> instruments) {
    instruments
        .counter(
            "jvm.class.loaded",
            "{class}",
            "Classes loaded since the JVM started.",
            (sample, measurement) -> measurement.record(sample.classesLoaded()))
        .counter(
            "jvm.class.unloaded",
            "{class}",
            "Classes unloaded since the JVM started.",
            (sample, measurement) -> measurement.record(sample.classesUnloaded()))
        .upDownCounter(
            "jvm.class.count",
            "{class}",
            "Classes loaded now.",
            (sample, measurement) -> measurement.record(sample.classes()));
  }

  private static void cpu(Instruments<JvmSample> instruments) {
    instruments
        .seconds(
            "jvm.cpu.time",
            "CPU time used by the process.",
            (sample, measurement) -> {
              if (sample.cpuTime() >= 0) {
                measurement.record(sample.cpuTime());
              }
            })
        .upDownCounter(
            "jvm.cpu.count",
            "{cpu}",
            "Processors available to the JVM.",
            (sample, measurement) -> measurement.record(sample.processors()))
        .gauge(
            "jvm.cpu.recent_utilization",
            "1",
            "Recent CPU utilization of the process.",
            (sample, measurement) -> {
              if (sample.cpuUtilization() >= 0) {
                measurement.record(sample.cpuUtilization());
              }
            })
        .gauge(
            "jvm.system.cpu.load_1m",
            "{run_queue_item}",
            "Runnable threads of the whole system, the average of the last minute.",
            (sample, measurement) -> {
              if (sample.load() >= 0) {
                measurement.record(sample.load());
              }
            });
  }

  private static BiConsumer<JvmSample, ObservableLongMeasurement> pools(
      ToLongFunction<JvmSample.Pool> figure) {
    return (sample, measurement) ->
        sample
            .pools()
            .forEach(pool -> recordKnown(measurement, figure.applyAsLong(pool), pool.attributes()));
  }

  private static BiConsumer<JvmSample, ObservableLongMeasurement> pooled(
      ToLongFunction<JvmSample.Buffers> figure) {
    return (sample, measurement) ->
        sample
            .buffers()
            .forEach(pool -> recordKnown(measurement, figure.applyAsLong(pool), pool.attributes()));
  }

  private static void recordKnown(
      ObservableLongMeasurement measurement, long value, Attributes attributes) {
    if (value >= 0) {
      measurement.record(value, attributes);
    }
  }
}
