import org.jspecify.annotations.NullMarked;

/// What applications and plugins compile against.
///
/// `dev.obs.api` is for applications: start the runtime, monitor operations, add health checks.
/// `dev.obs.spi` is for plugins: sinks, probes, health checks and endpoints, found by
/// [java.util.ServiceLoader].
///
/// ```java
/// try (Obs obs = Obs.start()) {
///   obs.operations().run("route_discovery", () -> discover(jar));
/// }
/// ```
@NullMarked
module dev.obs.api {
  requires static transitive org.jspecify;
  requires transitive io.opentelemetry.api;
  requires transitive io.opentelemetry.context;
  requires transitive io.opentelemetry.common;
  requires transitive io.opentelemetry.sdk.common;
  requires transitive io.opentelemetry.sdk.trace;
  requires transitive io.opentelemetry.sdk.metrics;
  requires transitive io.opentelemetry.sdk.logs;

  exports dev.obs.api;
  exports dev.obs.spi;

  uses dev.obs.spi.KernelProvider;
}
