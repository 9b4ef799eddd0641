/// Monitors the operations of an application: a span, a histogram, a record of the last runs, and a
/// summary for each name.
///
/// Invariants: no method throws, whatever OpenTelemetry or an argument does. Memory is bounded:
/// names, metadata, records and histograms have limits, and losses by a limit are counted.
package dev.obs.kernel.operation;
