/// Takes log records from `java.util.logging`, `System.Logger`, the bridges of logging frameworks
/// and OpenTelemetry's log API, and formats them for the console.
///
/// The handler of `java.util.logging` is also the entrance of the bridges. An application that logs
/// with a framework that has appenders of its own keeps them, and its handlers.
///
/// Invariants: nothing is thrown into the thread that logs, whatever a record holds. A line about
/// writing a line is not written, so logging never feeds itself. Lines of the kernel and of the
/// libraries of sinks go to the console only, so a failing sink never feeds itself. A line that is
/// lost is counted.
package dev.obs.kernel.log;
