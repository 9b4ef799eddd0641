package dev.obs.kernel.config;

import dev.obs.spi.Check;
import dev.obs.spi.Endpoint;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.KernelView;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Probe;
import dev.obs.spi.Setting;
import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Extensions that only declare settings, much as Obs's own modules do.
final class Fakes {
  static final Setting<URI> ENDPOINT =
      Setting.uri("endpoint")
          .orElse(URI.create("http://localhost:4318"))
          .environment("OTEL_EXPORTER_OTLP_ENDPOINT")
          .describe("base URL");
  static final Setting<URI> TRACES_ENDPOINT =
      Setting.uri("traces.endpoint").environment("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
  static final Setting<URI> LOGS_ENDPOINT =
      Setting.uri("logs.endpoint").environment("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT");
  static final Setting<Map<String, dev.obs.model.Secret>> HEADERS =
      Setting.map(Setting.secret("headers")).environment("OTEL_EXPORTER_OTLP_HEADERS");
  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofMillis(1), Duration.ofMinutes(10))
          .orElse(Duration.ofSeconds(10))
          .environment("OTEL_EXPORTER_OTLP_TIMEOUT");
  static final List<Setting<?>> OTLP =
      List.of(ENDPOINT, TRACES_ENDPOINT, LOGS_ENDPOINT, HEADERS, TIMEOUT);

  static final Setting<Integer> SCRAPE_PORT =
      Setting.port("port").orElse(9464).environment("OTEL_EXPORTER_PROMETHEUS_PORT");
  static final Setting<String> SCRAPE_HOST =
      Setting.text("host").orElse("127.0.0.1").environment("OTEL_EXPORTER_PROMETHEUS_HOST");

  static final Setting<List<URI>> HOSTS = Setting.list(Setting.uri("hosts")).required();
  static final Setting<dev.obs.model.Secret> API_KEY = Setting.secret("api_key");
  static final Setting<String> USER = Setting.text("user");

  static final Setting<Integer> HEALTH_PORT = Setting.port("port").orElse(8080);
  static final Setting<String> HEALTH_HOST = Setting.text("host").orElse("127.0.0.1");
  static final Setting<String> PATH = Setting.text("path").required();
  static final Setting<String> TYPE =
      Setting.choice("type", "liveness", "readiness", "startup", "metrics").required();
  static final Setting<List<dev.obs.spi.Settings>> ENDPOINTS =
      Setting.sections("endpoints", PATH, TYPE);

  static final Setting<Double> MEMORY = Setting.decimal("memory", 0, 100).orElse(90.0);

  private Fakes() {}

  /// One of each of Obs's own modules.
  static List<Extension> all() {
    return List.of(
        traceSink("otlp", OTLP),
        metricSink("otlp", OTLP),
        logSink("otlp", OTLP),
        traceSink("zipkin", List.of(Setting.uri("endpoint"))),
        metricSink("prometheus", List.of(SCRAPE_PORT, SCRAPE_HOST)),
        logSink("elasticsearch", List.of(HOSTS, API_KEY, USER)),
        new FakeProbe("memory"),
        new FakeProbe("disk"),
        new FakeCheck("memory", List.of(MEMORY)),
        new FakeEndpoint("health-http", "health", List.of(HEALTH_PORT, HEALTH_HOST, ENDPOINTS)));
  }

  static Extension find(List<Extension> extensions, Class<?> kind, String type) {
    return extensions.stream()
        .filter(each -> kind.isInstance(each) && each.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static Extension traceSink(String type, List<Setting<?>> settings) {
    return new FakeTraceSink(type, "telemetry." + type, settings);
  }

  static Extension metricSink(String type, List<Setting<?>> settings) {
    return new FakeMetricSink(type, settings);
  }

  static Extension logSink(String type, List<Setting<?>> settings) {
    return new FakeLogSink(type, settings);
  }

  record FakeTraceSink(String type, String section, List<Setting<?>> settings)
      implements TraceSink {
    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeMetricSink(String type, List<Setting<?>> settings) implements MetricSink {
    @Override
    public MetricOutlet open(ExtensionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeLogSink(String type, List<Setting<?>> settings) implements LogSink {
    @Override
    public Exporter<LogRecordData> open(ExtensionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeProbe(String type) implements SystemProbe {
    @Override
    public Probe open(ExtensionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeCheck(String type, List<Setting<?>> settings) implements HealthCheck {
    @Override
    public String section() {
      return "health.checks";
    }

    @Override
    public Check open(ExtensionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeEndpoint(String type, String section, List<Setting<?>> settings) implements Endpoint {
    @Override
    public Listener open(ExtensionContext context, KernelView kernel) {
      throw new UnsupportedOperationException();
    }
  }
}
