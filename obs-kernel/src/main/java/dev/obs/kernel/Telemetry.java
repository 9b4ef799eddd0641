package dev.obs.kernel;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.log.Logs;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;

/// OpenTelemetry's providers as the kernel wires them: spans, metrics and logs into lanes.
final class Telemetry {
  private final OpenTelemetry openTelemetry;
  private boolean global;

  private Telemetry(OpenTelemetry openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  static MeterProvider meters(Configuration configuration, List<LateReader> readers) {
    if (!configuration.get(CoreSettings.ENABLED)
        || !configuration.get(CoreSettings.METRICS_ENABLED)) {
      return MeterProvider.noop();
    }
    SdkMeterProviderBuilder builder =
        SdkMeterProvider.builder().setResource(configuration.resource());
    readers.forEach(builder::registerMetricReader);
    return builder.build();
  }

  static Telemetry of(Configuration configuration, MeterProvider meters, Sinks sinks, Logs logs) {
    if (!configuration.get(CoreSettings.ENABLED)) {
      return new Telemetry(
          new Providers(
              TracerProvider.noop(), meters, LoggerProvider.noop(), ContextPropagators.noop()));
    }
    TracerProvider tracers =
        configuration.get(CoreSettings.TRACING_ENABLED)
            ? SdkTracerProvider.builder()
                .setResource(configuration.resource())
                .setSampler(configuration.sampler())
                .addSpanProcessor(new LaneSpanProcessor(sinks.traces()))
                .build()
            : TracerProvider.noop();
    return new Telemetry(
        new Providers(tracers, meters, logs.provider(), propagators(configuration)));
  }

  private static ContextPropagators propagators(Configuration configuration) {
    List<TextMapPropagator> propagators =
        configuration.propagators().stream()
            .map(name ->
                switch (name) {
                  case "tracecontext" -> W3CTraceContextPropagator.getInstance();
                  case "baggage" -> W3CBaggagePropagator.getInstance();
                  default -> TextMapPropagator.noop();
                })
            .toList();
    return ContextPropagators.create(TextMapPropagator.composite(propagators));
  }

  OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /// Becomes the global instance unless there is one.
  ///
  /// @return whether it did
  boolean setGlobal() {
    try {
      GlobalOpenTelemetry.set(openTelemetry);
      global = true;
    } catch (IllegalStateException taken) {
      global = false;
    }
    return global;
  }

  /// Makes room for the next global instance. OpenTelemetry has no other way to do so.
  void unsetGlobal() {
    if (global) {
      GlobalOpenTelemetry.resetForTest();
      global = false;
    }
  }

  /// Not OpenTelemetrySdk: some of ours are no-ops when a signal is switched off.
  private record Providers(
      TracerProvider getTracerProvider,
      MeterProvider getMeterProvider,
      LoggerProvider getLogsBridge,
      ContextPropagators getPropagators)
      implements OpenTelemetry {}
}
