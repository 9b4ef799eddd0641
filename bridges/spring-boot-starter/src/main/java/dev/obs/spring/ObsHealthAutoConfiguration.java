package dev.obs.spring;

import dev.obs.api.Obs;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;

/// The checks of Obs as an indicator of Spring's health, and Spring's indicators as checks of Obs.
@AutoConfiguration(
    after = ObsAutoConfiguration.class,
    afterName =
        "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, HealthContributorRegistry.class})
@ConditionalOnBean(Obs.class)
final class ObsHealthAutoConfiguration {
  ObsHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnEnabledHealthIndicator("obs")
  static ObsHealthIndicator obsHealthIndicator(Obs obs) {
    return new ObsHealthIndicator(obs.view());
  }

  @Bean
  @ConditionalOnBean(HealthContributorRegistry.class)
  static SpringChecks springChecks(Obs obs, HealthContributorRegistry registry) {
    return new SpringChecks(obs.health(), registry);
  }
}
