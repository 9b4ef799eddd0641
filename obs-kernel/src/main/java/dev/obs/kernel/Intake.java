package dev.obs.kernel;

import dev.obs.api.Pipeline;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.log.LaneLogProcessor;
import dev.obs.kernel.log.LostLines;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.stream.Stream;

/// Where an SDK hands over what it records. It is there before any sink is open, because sinks may
/// want a meter of that SDK, and leads to them once they are.
final class Intake implements Pipeline {
  private final Configuration configuration;
  private final LaneSpanProcessor spans = new LaneSpanProcessor();
  private final LaneLogProcessor logs;
  private final List<LateReader> readers;

  /// @param metricSinks how many metric sinks want a reader
  /// @param lost counts the log records that cannot be read
  Intake(Configuration configuration, int metricSinks, LostLines lost) {
    this.configuration = configuration;
    this.logs = new LaneLogProcessor(lost);
    this.readers = Stream.generate(LateReader::new).limit(metricSinks).toList();
  }

  /// A place in the meter provider for each metric sink.
  List<LateReader> places() {
    return readers;
  }

  /// Leads to open sinks.
  void lead(Sinks sinks) {
    spans.lead(sinks.traces());
    logs.lead(sinks.logs());
  }

  /// What the SDK was not given and should have been.
  List<String> notices() {
    return readers.stream().allMatch(LateReader::registered)
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
