package dev.obs.model;

import java.time.Duration;
import java.util.OptionalDouble;

/// The summary of all operations of one name since the start.
///
/// Minimum, maximum and average are exact to the nanosecond; percentiles are within 1 % of an
/// observed value (a histogram of two significant digits). All durations are zero if no operation
/// has ended.
///
/// @param count the number of operations that ended
/// @param errors the number of those operations that failed
/// @param avg the mean duration
/// @param min the shortest duration
/// @param max the longest duration
/// @param p50 the median
/// @param p95 the 95th percentile
/// @param p99 the 99th percentile
/// @param memory the mean of the allocated bytes, over the operations that know them; empty if none
///   does
/// @param cpu the mean CPU percentage of all operations, estimated from those that were measured;
///   empty if none was
public record OperationSummary(
    long count,
    long errors,
    Duration avg,
    Duration min,
    Duration max,
    Duration p50,
    Duration p95,
    Duration p99,
    OptionalDouble memory,
    OptionalDouble cpu) {}
