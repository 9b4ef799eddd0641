import org.jspecify.annotations.NullMarked;

/// Configuration, discovery, lifecycle, lanes, operations, logs and health.
@NullMarked
@SuppressWarnings("module") // the command line, to which some is exported, is compiled later
module dev.obs.kernel {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;
  requires io.opentelemetry.sdk.autoconfigure.spi;
  requires org.snakeyaml.engine;
  requires java.logging;
  requires jdk.management;

  exports dev.obs.kernel to
      dev.obs.cli;
  exports dev.obs.kernel.config to
      dev.obs.cli;
  exports dev.obs.kernel.spool to
      dev.obs.cli;

  provides dev.obs.api.KernelProvider with
      dev.obs.kernel.KernelLauncher;
  provides dev.obs.spi.LogSink with
      dev.obs.kernel.log.ConsoleSink;

  uses dev.obs.spi.ConfigurationSource;
  uses dev.obs.spi.TraceSink;
  uses dev.obs.spi.MetricSink;
  uses dev.obs.spi.LogSink;
  uses dev.obs.spi.LogSource;
  uses dev.obs.spi.IncidentSink;
  uses dev.obs.spi.SystemProbe;
  uses dev.obs.spi.HealthCheck;
  uses dev.obs.spi.Endpoint;
  uses io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
  uses io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
  uses io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
  uses io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
}
