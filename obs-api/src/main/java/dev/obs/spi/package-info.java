/// The interfaces that a plugin implements: sinks, probes, health checks and endpoints, with their
/// settings. [java.util.ServiceLoader] finds the implementations.
///
/// The kernel calls a plugin on its own threads, within a time-out, and reports its exceptions; a
/// failing plugin affects only its own part. A plugin uses this package and `dev.obs.model`, never
/// the kernel or another plugin.
///
/// A bridge from a logging framework passes each line as a [dev.obs.spi.LogEntry] to
/// [dev.obs.spi.LogIntakes], and may attach itself with a [dev.obs.spi.LogSource].
package dev.obs.spi;
