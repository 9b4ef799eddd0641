import org.jspecify.annotations.NullMarked;

/// The API of Obs for applications and plugins.
///
/// `dev.obs.api` is for applications: starting the runtime, monitoring operations, registering
/// health checks. `dev.obs.spi` is for plugins: sinks, probes, health checks and endpoints, found
/// by [java.util.ServiceLoader]. Both share the values of `dev.obs.model`. Dependencies point one
/// way: `api` to `spi` to `model`.
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
  exports dev.obs.model;
  exports dev.obs.spi;

  uses dev.obs.api.KernelProvider;
}
