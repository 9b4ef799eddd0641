package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The kernel's own settings, by full key. Defaults and variables follow OpenTelemetry's
/// specification where it has them.
public final class CoreSettings {
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public static final Setting<Boolean> ENABLED =
      Setting.scalar("telemetry.enabled", CoreScalars.enabled())
          .orElse(true)
          .environment("OTEL_SDK_DISABLED")
          .describe("whether spans, metrics and logs are sent at all");

  public static final Setting<String> SERVICE_NAME =
      Setting.scalar("telemetry.service_name", CoreScalars.name())
          .orElse("unknown_service:java")
          .environment("OTEL_SERVICE_NAME")
          .describe("service.name of everything sent");

  public static final Setting<Map<String, String>> RESOURCE_ATTRIBUTES =
      Setting.map(Setting.text("telemetry.resource.attributes"))
          .keys(CoreScalars.attributeKey())
          .orElse(Map.of())
          .environment("OTEL_RESOURCE_ATTRIBUTES")
          .describe("further attributes of everything sent");

  public static final Setting<Boolean> RESOURCE_DETECTION =
      Setting.bool("telemetry.resource.detection")
          .orElse(true)
          .describe(
              "whether attributes of host, process, container and pod are found out and sent");

  public static final Setting<List<String>> PROPAGATORS =
      Setting.list(Setting.scalar("telemetry.propagators", CoreScalars.propagator()))
          .orElse(List.of("tracecontext", "baggage"))
          .environment("OTEL_PROPAGATORS")
          .describe(
              "formats of the headers that carry the context to other services: tracecontext,"
                  + " baggage, those of libraries such as b3, or none");

  public static final Setting<Boolean> TRACING_ENABLED =
      Setting.bool("telemetry.tracing.enabled").orElse(true).describe("whether spans are sent");

  public static final Setting<String> SAMPLER =
      Setting.choice(
              "telemetry.tracing.sampler",
              "always_on",
              "always_off",
              "traceidratio",
              "parentbased_always_on",
              "parentbased_always_off",
              "parentbased_traceidratio")
          .orElse("parentbased_traceidratio")
          .environment("OTEL_TRACES_SAMPLER")
          .describe("sampler of traces");

  public static final Setting<Double> SAMPLE_RATE =
      Setting.decimal("telemetry.tracing.sample_rate", 0, 1)
          .orElse(1.0)
          .environment("OTEL_TRACES_SAMPLER_ARG")
          .describe("share of traces to keep, unless the caller has decided");

  public static final Setting<String> JAEGER_HOST =
      Setting.scalar("telemetry.tracing.jaeger_host", CoreScalars.host())
          .describe("host of a Jaeger that gets the spans by OTLP");

  public static final Setting<Integer> JAEGER_PORT =
      Setting.scalar("telemetry.tracing.jaeger_port", CoreScalars.remotePort())
          .describe("port at which Jaeger takes OTLP/HTTP; if absent 4318");

  public static final Setting<List<String>> TRACE_EXPORTERS =
      Setting.list(Setting.scalar("telemetry.tracing.exporters", CoreScalars.name()))
          .environment("OTEL_TRACES_EXPORTER")
          .describe("exporters of spans");

  public static final Setting<Integer> TRACE_QUEUE_SIZE =
      QueueSettings.queueSize("telemetry.tracing.queue_size", "OTEL_BSP_MAX_QUEUE_SIZE", "spans");

  public static final Setting<Integer> TRACE_BATCH_SIZE =
      QueueSettings.batchSize(
          "telemetry.tracing.batch_size", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "spans");

  public static final Setting<Duration> TRACE_SCHEDULE_DELAY =
      QueueSettings.scheduleDelay(
          "telemetry.tracing.schedule_delay", "OTEL_BSP_SCHEDULE_DELAY", 5, "spans");

  public static final Setting<Duration> TRACE_EXPORT_TIMEOUT =
      QueueSettings.exportTimeout("telemetry.tracing.export_timeout", "OTEL_BSP_EXPORT_TIMEOUT");

  public static final Setting<Boolean> METRICS_ENABLED =
      Setting.bool("telemetry.metrics.enabled").orElse(true).describe("whether metrics are sent");

  public static final Setting<Integer> PROMETHEUS_PORT =
      Setting.port("telemetry.metrics.prometheus_port")
          .describe("port that Prometheus scrapes; the same as telemetry.prometheus.port");

  public static final Setting<String> PROMETHEUS_HOST =
      Setting.scalar("telemetry.metrics.prometheus_host", CoreScalars.host())
          .describe("address that Prometheus scrapes; the same as telemetry.prometheus.host");

  public static final Setting<Duration> COLLECTION_INTERVAL =
      Setting.duration("telemetry.metrics.collection_interval", Duration.ofMillis(10), DAY)
          .orElse(MINUTE)
          .environment("OTEL_METRIC_EXPORT_INTERVAL")
          .describe("time between two pushes of metrics");

  public static final Setting<Duration> METRIC_EXPORT_TIMEOUT =
      QueueSettings.exportTimeout("telemetry.metrics.export_timeout", "OTEL_METRIC_EXPORT_TIMEOUT");

  public static final Setting<String> HISTOGRAMS =
      Setting.choice(
              "telemetry.metrics.histograms",
              "explicit_bucket_histogram",
              "base2_exponential_bucket_histogram")
          .orElse("explicit_bucket_histogram")
          .describe(
              "kind of the histograms, for each exporter that has no such setting of its own or"
                  + " leaves it unset");

  public static final Setting<String> EXEMPLAR_FILTER =
      Setting.choice("telemetry.metrics.exemplar_filter", "trace_based", "always_on", "always_off")
          .orElse("trace_based")
          .environment("OTEL_METRICS_EXEMPLAR_FILTER")
          .describe("measurements that may become exemplars: those in sampled spans, all or none");

  public static final Setting<List<String>> METRIC_EXPORTERS =
      Setting.list(Setting.scalar("telemetry.metrics.exporters", CoreScalars.name()))
          .environment("OTEL_METRICS_EXPORTER")
          .describe("exporters of metrics");

  public static final Setting<Integer> INSTRUMENTS_LIMIT =
      Setting.integer("telemetry.metrics.instruments_limit", 100, 1_000_000)
          .orElse(2_000)
          .describe("limit of instruments; further ones record nothing");

  public static final Setting<Boolean> STRUCTURED =
      Setting.bool("telemetry.logging.structured")
          .orElse(true)
          .describe("whether the console gets JSON instead of plain text");

  public static final Setting<System.Logger.Level> LEVEL =
      Setting.scalar("telemetry.logging.level", CoreScalars.level())
          .orElse(System.Logger.Level.INFO)
          .describe("lowest level that is logged");

  public static final Setting<Boolean> CORRELATION_ENABLED =
      Setting.bool("telemetry.logging.correlation_enabled")
          .orElse(true)
          .describe("whether log records carry trace, span and correlation ids");

  public static final Setting<List<String>> LOG_EXPORTERS =
      Setting.list(Setting.scalar("telemetry.logging.exporters", CoreScalars.name()))
          .environment("OTEL_LOGS_EXPORTER")
          .describe("exporters of log records");

  public static final Setting<Integer> LOG_QUEUE_SIZE =
      QueueSettings.queueSize(
          "telemetry.logging.queue_size", "OTEL_BLRP_MAX_QUEUE_SIZE", "log records");

  public static final Setting<Integer> LOG_BATCH_SIZE =
      QueueSettings.batchSize(
          "telemetry.logging.batch_size", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "log records");

  public static final Setting<Duration> LOG_SCHEDULE_DELAY =
      QueueSettings.scheduleDelay(
          "telemetry.logging.schedule_delay", "OTEL_BLRP_SCHEDULE_DELAY", 1, "log records");

  public static final Setting<Duration> LOG_EXPORT_TIMEOUT =
      QueueSettings.exportTimeout("telemetry.logging.export_timeout", "OTEL_BLRP_EXPORT_TIMEOUT");

  public static final Setting<Duration> PROBES_INTERVAL =
      Setting.duration("telemetry.probes.interval", Duration.ofMillis(10), DAY)
          .orElse(Duration.ofSeconds(10))
          .describe("time between two samples of the system");

  public static final Setting<Duration> PROBES_TIMEOUT =
      Setting.duration("telemetry.probes.timeout", TICK, MINUTE)
          .orElse(Duration.ofSeconds(2))
          .describe("limit for one sample");

  public static final Setting<List<String>> PROBES_WHICH =
      Setting.list(Setting.scalar("telemetry.probes.which", CoreScalars.name()))
          .describe("probes to run; if absent all");

  public static final Setting<Duration> CHECKS_INTERVAL =
      Setting.duration("health.checks.interval", Duration.ofMillis(10), DAY)
          .orElse(Duration.ofSeconds(10))
          .describe("time between two runs of a health check");

  public static final Setting<Duration> CHECKS_TIMEOUT =
      Setting.duration("health.checks.timeout", TICK, MINUTE)
          .orElse(Duration.ofSeconds(2))
          .describe("limit for one health check");

  static final Setting<String> DEPENDENCY_NAME =
      Setting.scalar("name", CoreScalars.name()).required().describe("name of the check");
  static final Setting<Dependency.Tcp> DEPENDENCY_TCP =
      Setting.scalar("tcp", CoreScalars.hostAndPort())
          .describe("host and port to connect to; either this or http");
  static final Setting<URI> DEPENDENCY_HTTP =
      Setting.uri("http").describe("URL to request; a status from 200 to 399 is healthy");
  static final Setting<Duration> DEPENDENCY_TIMEOUT =
      Setting.duration("timeout", TICK, MINUTE)
          .orElse(Duration.ofSeconds(2))
          .describe("limit for one attempt");
  // Liveness is not offered: a backend that is down is not a reason to restart this process.
  static final Setting<String> DEPENDENCY_KIND =
      Setting.choice("kind", "readiness", "startup")
          .orElse("readiness")
          .describe("kind of the check");

  static final Setting<List<Settings>> DEPENDENCIES =
      Setting.sections(
              "health.checks.dependencies",
              DEPENDENCY_NAME,
              DEPENDENCY_TCP,
              DEPENDENCY_HTTP,
              DEPENDENCY_TIMEOUT,
              DEPENDENCY_KIND)
          .orElse(List.of())
          .describe("services to reach by tcp (host:port) or http (URL) before being ready");

  /// All of them, in the order in which they are shown.
  static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          SERVICE_NAME,
          RESOURCE_ATTRIBUTES,
          RESOURCE_DETECTION,
          PROPAGATORS,
          TRACING_ENABLED,
          SAMPLER,
          SAMPLE_RATE,
          JAEGER_HOST,
          JAEGER_PORT,
          TRACE_EXPORTERS,
          TRACE_QUEUE_SIZE,
          TRACE_BATCH_SIZE,
          TRACE_SCHEDULE_DELAY,
          TRACE_EXPORT_TIMEOUT,
          METRICS_ENABLED,
          PROMETHEUS_PORT,
          PROMETHEUS_HOST,
          COLLECTION_INTERVAL,
          METRIC_EXPORTERS,
          METRIC_EXPORT_TIMEOUT,
          HISTOGRAMS,
          EXEMPLAR_FILTER,
          INSTRUMENTS_LIMIT,
          STRUCTURED,
          LEVEL,
          CORRELATION_ENABLED,
          LOG_EXPORTERS,
          LOG_QUEUE_SIZE,
          LOG_BATCH_SIZE,
          LOG_SCHEDULE_DELAY,
          LOG_EXPORT_TIMEOUT,
          PROBES_INTERVAL,
          PROBES_TIMEOUT,
          PROBES_WHICH,
          OperationSettings.CPU,
          OperationSettings.LIMIT,
          OperationSettings.NOTES,
          MemorySettings.LANE,
          MemorySettings.BATCH,
          SpoolSettings.ENABLED,
          SpoolSettings.PATH,
          SpoolSettings.MAX_SIZE,
          SpoolSettings.SYNC_INTERVAL,
          SpoolSettings.DROP,
          SpoolSettings.DEAD_LETTER_SIZE,
          IncidentSettings.EXPORTERS,
          IncidentSettings.INTERVAL,
          IncidentSettings.HOLD,
          IncidentSettings.RATE_LIMIT,
          IncidentSettings.RUNBOOK_URL,
          IncidentSettings.EXPORT_TIMEOUT,
          ShutdownSettings.DEADLINE,
          ShutdownSettings.DRAIN,
          CHECKS_INTERVAL,
          CHECKS_TIMEOUT,
          DEPENDENCIES);

  private CoreSettings() {}
}
