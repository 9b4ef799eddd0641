package dev.obs.api;

import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/// The processors and readers for an OpenTelemetry SDK that the application sets up itself, so that
/// all its records reach the sinks of `telemetry.yaml`. See [ObsBuilder#openTelemetry].
///
/// Thread-safe. The parts neither block nor throw; their `shutdown` does nothing, because the
/// runtime closes its sinks itself.
public interface Pipeline {

  /// Returns the processor of ended, sampled spans, for
  /// `SdkTracerProviderBuilder.addSpanProcessor`.
  SpanProcessor spanProcessor();

  /// Returns the processor of log records, for `SdkLoggerProviderBuilder.addLogRecordProcessor`.
  LogRecordProcessor logRecordProcessor();

  /// Returns one reader per metric sink, each to be registered separately with
  /// `SdkMeterProviderBuilder.registerMetricReader`.
  List<MetricReader> metricReaders();

  /// Returns `service.name` and the other attributes of the configuration, for an SDK without its
  /// own resource.
  Resource resource();

  /// Returns the sampler of the configuration, for an SDK without its own sampler.
  Sampler sampler();

  /// Returns the limits of spans of the configuration, for
  /// `SdkTracerProviderBuilder.setSpanLimits`.
  default SpanLimits spanLimits() {
    return SpanLimits.getDefault();
  }

  /// Returns the limits of log records of the configuration, for
  /// `SdkLoggerProviderBuilder.setLogLimits`.
  default LogLimits logLimits() {
    return LogLimits.getDefault();
  }
}
