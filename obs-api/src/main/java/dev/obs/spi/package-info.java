/// The interfaces that a plugin implements: sinks, probes, health checks and endpoints, with their
/// settings. [java.util.ServiceLoader] finds the implementations.
///
/// The kernel calls a plugin on threads of its own, within a time-out, and reports what it throws;
/// a plugin that fails costs its own part only. A plugin uses this package and `dev.obs.model`,
/// never the kernel or another plugin.
package dev.obs.spi;
