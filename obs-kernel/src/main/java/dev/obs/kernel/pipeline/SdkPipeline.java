package dev.obs.kernel.pipeline;

import dev.obs.api.Pipeline;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.log.LaneLogProcessor;
import dev.obs.kernel.log.LostLines;
import dev.obs.kernel.runtime.Sinks;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.stream.Stream;

/// Where an SDK hands over what it records. It is there before any sink is open, because sinks may
/// want a meter of that SDK, and leads to them once they are.
public final class SdkPipeline implements Pipeline {
  private final Configuration configuration;
  private final LaneSpanProcessor spans = new LaneSpanProcessor();
  private final LaneLogProcessor logs;
  private final List<MetricReaderSlot> readers;

  /// @param metricSinks how many metric sinks want a reader
  /// @param lost counts the log records that cannot be read
  public SdkPipeline(Configuration configuration, int metricSinks, LostLines lost) {
    this.configuration = configuration;
    this.logs = new LaneLogProcessor(lost);
    this.readers = Stream.generate(MetricReaderSlot::new).limit(metricSinks).toList();
  }

  /// A place in the meter provider for each metric sink.
  public List<MetricReaderSlot> places() {
    return readers;
  }

  /// Leads to open sinks.
  public void lead(Sinks sinks) {
    spans.lead(sinks.traces());
    logs.lead(sinks.logs());
  }

  /// What the SDK was not given and should have been.
  public List<String> notices() {
    return readers.stream().allMatch(MetricReaderSlot::registered)
        ? List.of()
        : List.of(
            "the application's OpenTelemetry has not all metric readers of the pipeline, so metric"
                + " sinks stay empty; register each of Pipeline.metricReaders() with its meter"
                + " provider");
  }

  @Override
  public SpanProcessor spanProcessor() {
    return spans;
  }

  @Override
  public LogRecordProcessor logRecordProcessor() {
    return logs;
  }

  @Override
  public List<MetricReader> metricReaders() {
    return List.copyOf(readers);
  }

  @Override
  public Resource resource() {
    return configuration.resource();
  }

  @Override
  public Sampler sampler() {
    return configuration.sampler();
  }
}
