package dev.obs.spring;

import dev.obs.api.Obs;
import io.micrometer.observation.ObservationHandler;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Makes spans of Spring's observations. An application that has a bridge of Micrometer Tracing
/// gets them from there: with OpenTelemetry's bridge from the same [OpenTelemetry].
@AutoConfiguration(
    after = ObsAutoConfiguration.class,
    beforeName =
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
    afterName = {
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration"
    })
@ConditionalOnClass(ObservationHandler.class)
@ConditionalOnBean(Obs.class)
final class ObsObservationAutoConfiguration {
  ObsObservationAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(
      value = ObservationSpans.class,
      type = {
        "io.micrometer.tracing.otel.bridge.OtelTracer",
        "io.micrometer.tracing.brave.bridge.BraveTracer"
      })
  static ObservationSpans observationSpans(OpenTelemetry openTelemetry) {
    return new ObservationSpans(openTelemetry);
  }
}
