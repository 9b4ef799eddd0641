/// The tracer behind OpenTelemetry's API: a sampled span is one object, which the application holds
/// and the sinks get.
///
/// Invariants: no method throws for an argument that the API declares invalid, or waits for more
/// than one change of the same span by another thread. What has ended never changes. A span keeps
/// no other span alive.
package dev.obs.kernel.trace;
