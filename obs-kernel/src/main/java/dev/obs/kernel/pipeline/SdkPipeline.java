package dev.obs.kernel.pipeline;

import dev.obs.api.Pipeline;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.log.LaneLogProcessor;
import dev.obs.kernel.log.LostLines;
import dev.obs.kernel.supervision.FaultLog;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// The processors and readers by which an SDK hands over its records. It exists before any sink is
/// open, because sinks may need a meter of that SDK, and is connected to their lanes afterwards.
public final class SdkPipeline implements Pipeline {
  private final Configuration configuration;
  private final Resource resource;
  private final LaneSpanProcessor spans;
  private final LaneLogProcessor logs;
  private final List<MetricReaderSlot> readers;

  /// @param resource of all records
  /// @param metricSinks the aggregation of each metric sink, by its type
  /// @param lost counts the log records that cannot be read
  /// @param faults gets a line about spans that cannot be read
  public SdkPipeline(
      Configuration configuration,
      Resource resource,
      Map<String, DefaultAggregationSelector> metricSinks,
      LostLines lost,
      FaultLog faults) {
    this.configuration = configuration;
    this.resource = resource;
    this.spans = new LaneSpanProcessor(faults);
    this.logs = new LaneLogProcessor(lost);
    this.readers =
        metricSinks.entrySet().stream()
            .map(sink -> new MetricReaderSlot(sink.getKey(), resource, sink.getValue()))
            .toList();
  }

  /// Puts the reader of a metric sink into its slot.
  ///
  /// @param sink its type
  /// @throws java.util.NoSuchElementException if there is no such sink
  public void add(String sink, MetricReader reader) {
    readers.stream()
        .filter(slot -> slot.sink().equals(sink))
        .findFirst()
        .orElseThrow()
        .fill(reader);
  }

  /// Adds metrics of another source to each collection of each reader from now on.
  ///
  /// @param source the metrics for a reader
  public void add(Function<MetricReader, MetricProducer> source) {
    readers.forEach(slot -> slot.add(source.apply(slot)));
  }

  /// Offers spans and log records to these lanes from now on.
  ///
  /// @param console the lane of the console, which may be among those of log records
  public void connect(
      Collection<Lane<SpanData>> traces,
      Collection<Lane<LogRecordData>> logRecords,
      Lane<LogRecordData> console) {
    spans.connect(traces);
    logs.connect(logRecords, console);
  }

  /// One notice if the SDK lacks a part of the pipeline that cannot be replaced.
  public List<String> notices() {
    return readers.stream().allMatch(MetricReaderSlot::registered)
        ? List.of()
        : List.of(
            "the application's OpenTelemetry has not all metric readers of the pipeline, so metric"
                + " sinks stay empty; register each of Pipeline.metricReaders() with its meter"
                + " provider");
  }

  /// Takes the sampled spans of the kernel's own tracer when they end.
  Consumer<SpanData> spans() {
    return spans;
  }

  @Override
  public SpanProcessor spanProcessor() {
    return spans;
  }

  @Override
  public LaneLogProcessor logRecordProcessor() {
    return logs;
  }

  @Override
  public List<MetricReader> metricReaders() {
    return List.copyOf(readers);
  }

  @Override
  public Resource resource() {
    return resource;
  }

  @Override
  public Sampler sampler() {
    return configuration.sampler();
  }

  @Override
  public SpanLimits spanLimits() {
    return configuration.spanLimits();
  }

  @Override
  public LogLimits logLimits() {
    return configuration.logLimits();
  }
}
