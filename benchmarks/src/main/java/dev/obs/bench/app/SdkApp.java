package dev.obs.bench.app;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.util.Map;

/// OpenTelemetry's SDK, autoconfigured with the exporters for OTLP and Prometheus, and the JDK's
/// server with `/health`: a span and a histogram for each request.
public final class SdkApp {
  private SdkApp() {}

  /// Starts the SDK, then the server.
  ///
  /// @param arguments the port of `/health` and the port of `/metrics`
  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings =
        Map.of(
            "otel.service.name", "bench",
            "otel.metrics.exporter", "prometheus",
            "otel.logs.exporter", "none",
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.1",
            "otel.exporter.prometheus.host", "127.0.0.1",
            "otel.exporter.prometheus.port", arguments[1],
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> settings)
            .build()
            .getOpenTelemetrySdk();
    Tracer tracer = sdk.getTracer("bench");
    DoubleHistogram duration = sdk.getMeter("bench").histogramBuilder("request.duration").build();
    byte[] up = BareServer.up();
    BareServer.start(
        Integer.parseInt(arguments[0]),
        exchange -> {
          long start = System.nanoTime();
          Span span = tracer.spanBuilder("GET /health").startSpan();
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, up.length);
            exchange.getResponseBody().write(up);
          } finally {
            duration.record((System.nanoTime() - start) * 1e-9);
            span.end();
          }
        });
  }
}
