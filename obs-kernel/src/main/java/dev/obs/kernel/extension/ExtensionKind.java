package dev.obs.kernel.extension;

import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The kinds of extensions, in the order in which they are opened and reported.
public enum ExtensionKind {
  /// [TraceSink].
  TRACE_SINK("trace sink", TraceSink.class, ConfigurableSpanExporterProvider.class),
  /// [MetricSink].
  METRIC_SINK("metric sink", MetricSink.class, ConfigurableMetricExporterProvider.class),
  /// [LogSink].
  LOG_SINK("log sink", LogSink.class, ConfigurableLogRecordExporterProvider.class),
  /// [IncidentSink].
  INCIDENT_SINK("incident sink", IncidentSink.class),
  /// [SystemProbe].
  PROBE("probe", SystemProbe.class),
  /// [HealthCheck].
  HEALTH_CHECK("health check", HealthCheck.class),
  /// [Endpoint].
  ENDPOINT("endpoint", Endpoint.class);

  private final String label;
  private final Class<? extends Extension> service;
  private final @Nullable Class<?> foreign;

  ExtensionKind(String label, Class<? extends Extension> service) {
    this(label, service, null);
  }

  ExtensionKind(String label, Class<? extends Extension> service, @Nullable Class<?> foreign) {
    this.label = label;
    this.service = service;
    this.foreign = foreign;
  }

  /// Its name for people.
  public String label() {
    return label;
  }

  /// Whether it takes telemetry to a backend.
  public boolean isSink() {
    return switch (this) {
      case TRACE_SINK, METRIC_SINK, LOG_SINK, INCIDENT_SINK -> true;
      case PROBE, HEALTH_CHECK, ENDPOINT -> false;
    };
  }

  /// Its service type.
  public Class<? extends Extension> service() {
    return service;
  }

  /// OpenTelemetry's service type for the same, which is adapted.
  Optional<Class<?>> foreign() {
    return Optional.ofNullable(foreign);
  }

  /// The kinds that an extension is of: one, unless a class implements several.
  public static List<ExtensionKind> of(Extension extension) {
    return java.util.Arrays.stream(values())
        .filter(kind -> kind.service.isInstance(extension))
        .toList();
  }
}
