package dev.obs.bench.operation;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;

/// An operation as an observation of Micrometer: a timer in the Prometheus registry, and a span of
/// OpenTelemetry's SDK through the tracing bridge, current while the scope is open.
final class MicrometerWork implements Work {
  private final SdkSpans spans = new SdkSpans(true, 1);
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ObservationRegistry observations = ObservationRegistry.create();

  MicrometerWork() {
    OtelTracer tracer =
        new OtelTracer(spans.provider().get("bench"), new OtelCurrentTraceContext(), _ -> {});
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new DefaultTracingObservationHandler(tracer));
  }

  @Override
  public void run(int index) {
    Observation observation =
        Observation.createNotStarted("operation", observations)
            .lowCardinalityKeyValue("http.request.method", METHOD)
            .lowCardinalityKeyValue("http.route", ROUTE)
            .lowCardinalityKeyValue("http.response.status_code", "200")
            .start();
    try (Observation.Scope _ = observation.openScope()) {
      // the work itself is empty on every side
    } finally {
      observation.stop();
    }
  }

  @Override
  public long lost(long done) {
    return done - spans.exported();
  }

  @Override
  public void close() {
    spans.close();
    meters.close();
  }
}
