package dev.obs.api;

/// The summary of all operations of one name since the start.
///
/// Durations are milliseconds; minimum, maximum and average are exact, percentiles are within 1 %
/// of an observed value (a histogram of two significant digits).
///
/// @param count how many ended
/// @param errors how many of them failed
/// @param avg mean duration
/// @param min shortest
/// @param max longest
/// @param p50 median
/// @param p95 95th percentile
/// @param p99 99th percentile
/// @param memory mean allocated bytes of those that know it, or NaN if none does
/// @param cpu mean CPU percent of those that know it, or NaN if none does
public record OperationSummary(
    long count,
    long errors,
    double avg,
    double min,
    double max,
    double p50,
    double p95,
    double p99,
    double memory,
    double cpu) {}
