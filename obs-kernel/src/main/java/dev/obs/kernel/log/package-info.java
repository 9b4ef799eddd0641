/// Takes log records from `java.util.logging`, `System.Logger` and OpenTelemetry's log API, and
/// formats them for the console.
///
/// Invariants: nothing is thrown into the thread that logs, whatever a record holds. A line about
/// writing a line is not written, so logging never feeds itself. Lines of the kernel and of the
/// libraries of sinks go to the console only, so a failing sink never feeds itself. A line that is
/// lost is counted.
package dev.obs.kernel.log;
