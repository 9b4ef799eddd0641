package dev.obs.spring;

import dev.obs.api.Health;
import dev.obs.api.Obs;
import dev.obs.api.Operations;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Starts Obs and makes its parts beans, unless the application has an [Obs] of its own or sets
/// `obs.enabled=false`.
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
    })
@ConditionalOnMissingBean(Obs.class)
@ConditionalOnProperty(name = "obs.enabled", matchIfMissing = true)
final class ObsAutoConfiguration {
  ObsAutoConfiguration() {}

  @Bean
  static ObsLifetime obsLifetime(ConfigurableApplicationContext context) {
    return new ObsLifetime(context.getEnvironment());
  }

  /// Spring destroys beans in the reverse order of their creation.
  @Bean
  static BeanFactoryPostProcessor obsFirst() {
    return factory -> factory.getBean(ObsLifetime.class);
  }

  @Bean(destroyMethod = "") // closed by ObsLifetime
  static Obs obs(ObsLifetime lifetime) {
    return lifetime.obs();
  }

  @Bean
  static Operations obsOperations(Obs obs) {
    return obs.operations();
  }

  @Bean
  static Health obsHealth(Obs obs) {
    return obs.health();
  }

  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  static OpenTelemetry openTelemetry(Obs obs) {
    return obs.openTelemetry();
  }

  @Bean
  static Drain obsDrain(Obs obs, ObjectProvider<ApplicationAvailability> availability) {
    return new Drain(obs.health(), availability);
  }

  @Bean
  @ConditionalOnMissingBean
  static MonitoredPostProcessor monitoredPostProcessor(
      ObjectProvider<Operations> operations, Environment environment) {
    return new MonitoredPostProcessor(
        operations, environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
  }
}
