package dev.obs.kernel.pipeline;

import dev.obs.api.Pipeline;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.log.KernelLoggerProvider;
import dev.obs.kernel.meter.GuardedMeters;
import dev.obs.kernel.meter.LimitedMeters;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.trace.KernelTracerProvider;
import dev.obs.kernel.trace.Sampling;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The OpenTelemetry of a kernel: its own tracer and loggers with the meters of an SDK, or the
/// application's. Spans, metrics and log records go to the lanes by way of a [Pipeline]. Used by
/// the thread that starts or closes the kernel.
public final class Telemetry {
  private final OpenTelemetry openTelemetry;
  private final boolean joined;
  private boolean global;

  private Telemetry(OpenTelemetry openTelemetry) {
    this(openTelemetry, false);
  }

  private Telemetry(OpenTelemetry openTelemetry, boolean joined) {
    this.openTelemetry = openTelemetry;
    this.joined = joined;
  }

  /// The SDK of the kernel, as the configuration says.
  ///
  /// @param libraries makes the propagators of libraries, by name
  public static Telemetry own(
      Configuration configuration,
      SdkPipeline pipeline,
      Supervisor supervisor,
      Function<String, TextMapPropagator> libraries) {
    if (!configuration.get(CoreSettings.ENABLED)) {
      return new Telemetry(
          new Providers(
              TracerProvider.noop(),
              MeterProvider.noop(),
              LoggerProvider.noop(),
              propagators(configuration, libraries))); // the contexts of callers still pass through
    }
    return new Telemetry(
        new Providers(
            configuration.get(CoreSettings.TRACING_ENABLED)
                ? tracers(configuration, pipeline)
                : TracerProvider.noop(),
            configuration.get(CoreSettings.METRICS_ENABLED)
                ? meters(pipeline, supervisor, configuration)
                : MeterProvider.noop(),
            new KernelLoggerProvider(
                pipeline.resource(),
                pipeline.logLimits(),
                pipeline.logRecordProcessor(),
                InstantSource.system()),
            propagators(configuration, libraries)));
  }

  /// The SDK of the kernel, whose spans are those of OpenTelemetry's Java agent.
  ///
  /// @param libraries makes the propagators of libraries
  public static Telemetry joined(
      JavaAgent agent,
      Configuration configuration,
      SdkPipeline pipeline,
      Supervisor supervisor,
      Function<String, TextMapPropagator> libraries) {
    OpenTelemetry own = own(configuration, pipeline, supervisor, libraries).openTelemetry();
    boolean traces =
        configuration.get(CoreSettings.ENABLED) && configuration.get(CoreSettings.TRACING_ENABLED);
    return new Telemetry(
        new Providers(
            traces ? agent.openTelemetry().getTracerProvider() : TracerProvider.noop(),
            own.getMeterProvider(),
            own.getLogsBridge(),
            agent.openTelemetry().getPropagators()),
        true);
  }

  /// The OpenTelemetry that the application sets up with the pipeline.
  ///
  /// @throws IllegalStateException if the application returns null
  public static Telemetry given(Function<Pipeline, OpenTelemetry> setup, Pipeline pipeline) {
    OpenTelemetry given = setup.apply(pipeline);
    if (given == null) {
      throw new IllegalStateException(
          "the function passed to ObsBuilder.openTelemetry returned null instead of an"
              + " OpenTelemetry");
    }
    return new Telemetry(given);
  }

  private static TracerProvider tracers(Configuration configuration, SdkPipeline pipeline) {
    return new KernelTracerProvider(
        pipeline.resource(),
        Sampling.of(
            configuration.get(CoreSettings.SAMPLER), configuration.get(CoreSettings.SAMPLE_RATE)),
        pipeline.spanLimits(),
        pipeline.spans(),
        InstantSource.system());
  }

  private static MeterProvider meters(
      Pipeline pipeline, Supervisor supervisor, Configuration configuration) {
    SdkMeterProviderBuilder builder = SdkMeterProvider.builder().setResource(pipeline.resource());
    try {
      Exemplars.filter(builder, configuration.get(CoreSettings.EXEMPLAR_FILTER));
    } catch (LinkageError tooOld) {
      // the SDK keeps its own filter; OpenTelemetryVersion has said so
    }
    pipeline.metricReaders().forEach(builder::registerMetricReader);
    return new LimitedMeters(
        new GuardedMeters(builder.build(), supervisor),
        supervisor.faults(),
        configuration.get(CoreSettings.INSTRUMENTS_LIMIT));
  }

  private static ContextPropagators propagators(
      Configuration configuration, Function<String, TextMapPropagator> libraries) {
    List<TextMapPropagator> propagators =
        configuration.propagators().stream()
            .map(name ->
                switch (name) {
                  case "tracecontext" -> W3CTraceContextPropagator.getInstance();
                  case "baggage" -> W3CBaggagePropagator.getInstance();
                  default -> libraries.apply(name);
                })
            .toList();
    return ContextPropagators.create(TextMapPropagator.composite(propagators));
  }

  /// The instance for the application.
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /// Becomes the global instance unless there is one. That of an agent cannot be replaced.
  ///
  /// @return the reason why it did not, empty if it did or takes part in the agent's
  public Optional<String> setGlobal() {
    if (joined) {
      return Optional.empty();
    }
    try {
      GlobalOpenTelemetry.set(openTelemetry);
      global = true;
      return Optional.empty();
    } catch (IllegalStateException taken) {
      return Optional.of(
          "OpenTelemetry's global instance was set before"
              + setter(taken)
              + ", so what uses it does not lead here; start Obs before that");
    }
  }

  /// The place from which the global instance was set, or fixed by a look at it, which is the cause
  /// of OpenTelemetry's exception.
  private static String setter(IllegalStateException taken) {
    Throwable cause = taken.getCause();
    return cause == null
        ? ""
        : Stream.of(cause.getStackTrace())
            .filter(frame -> !frame.getClassName().startsWith("io.opentelemetry.api."))
            .findFirst()
            .map(frame -> " by " + frame)
            .orElse("");
  }

  /// Ends the callbacks that still run, after the last collection. Makes room for the next global
  /// instance; OpenTelemetry has no other way to do so.
  public void close() {
    if (global) {
      GlobalOpenTelemetry.resetForTest();
      global = false;
    }
    if (openTelemetry.getMeterProvider() instanceof LimitedMeters meters) {
      meters.close();
    }
  }

  /// Used instead of OpenTelemetrySdk, because a signal that is off has a provider without effect.
  private record Providers(
      TracerProvider getTracerProvider,
      MeterProvider getMeterProvider,
      LoggerProvider getLogsBridge,
      ContextPropagators getPropagators)
      implements OpenTelemetry {}
}
