/// Connects OpenTelemetry's SDK, the kernel's own or that of the application, to the lanes.
///
/// The SDK is built before the sinks are open, because a sink may need a meter. So its processors
/// and readers start without lanes and are connected once the sinks are open.
///
/// Invariants: no processor throws into the application or waits. Records that end before the
/// connection are dropped.
package dev.obs.kernel.pipeline;
