/// The histogram `operation.duration`, recorded without OpenTelemetry's SDK and collected with its
/// metrics.
///
/// An operation adds its duration to the interval of its series in a cell that it holds anyway: one
/// addition, however many readers there are. A collection takes the intervals out of the cells and
/// adds each to the accumulation of every reader. A reader of deltas empties its own accumulation
/// when it has collected, one of cumulative values never does. So each duration reaches each reader
/// exactly once, and count, minimum, maximum, buckets and scale are those of the reader's own
/// window.
///
/// Invariants: the points are those of the SDK's histogram, as tests verify; recording takes no
/// lock that a collection holds for longer than it takes to swap a reference; the number of series
/// is limited as in the SDK.
package dev.obs.kernel.duration;
