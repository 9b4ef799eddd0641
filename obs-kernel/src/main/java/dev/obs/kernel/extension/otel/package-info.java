/// Adapts the exporters that follow OpenTelemetry's autoconfigure SPI to sinks.
///
/// The properties of an exporter come from its section, from system properties and from environment
/// variables, in this order. An exporter finds its own services, such as an HTTP client, in the
/// plugin that it comes from.
///
/// Invariant: no message repeats the value of a property, which may be a secret.
package dev.obs.kernel.extension.otel;
