package dev.obs.model;

import java.util.SortedMap;

/// The last results of all checks of a kind.
///
/// @param up whether all are up
/// @param checks the last result of each check by name; a check without a result yet is down with
///   the detail `pending`
public record HealthReport(boolean up, SortedMap<String, HealthStatus> checks) {}
