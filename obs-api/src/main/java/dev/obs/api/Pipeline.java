package dev.obs.api;

import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/// What an OpenTelemetry SDK that the application sets up itself is given, so that all it records
/// reaches the sinks of `telemetry.yaml`. See [ObsBuilder#openTelemetry].
///
/// Thread-safe. None of the parts blocks or throws; their `shutdown` does nothing, because the
/// runtime closes its sinks itself.
public interface Pipeline {

  /// Takes sampled spans that end. For `SdkTracerProviderBuilder.addSpanProcessor`.
  SpanProcessor spanProcessor();

  /// Takes log records. For `SdkLoggerProviderBuilder.addLogRecordProcessor`.
  LogRecordProcessor logRecordProcessor();

  /// One reader for each metric sink; each needs a place of its own. For
  /// `SdkMeterProviderBuilder.registerMetricReader`.
  List<MetricReader> metricReaders();

  /// `service.name` and the other attributes of the configuration, for an SDK that has no resource
  /// of its own.
  Resource resource();

  /// The sampler of the configuration, for an SDK that has none of its own.
  Sampler sampler();
}
