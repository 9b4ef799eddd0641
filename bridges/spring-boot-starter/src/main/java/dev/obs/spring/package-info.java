/// Obs in an application of Spring Boot: started from the environment, with its parts as beans,
/// closed after all other beans.
///
/// An application uses [dev.obs.spring.Monitored] and the beans [dev.obs.api.Obs],
/// [dev.obs.api.Operations] and `OpenTelemetry`. The rest serves Spring's auto-configuration.
package dev.obs.spring;
