package dev.obs.model;

import java.util.SortedMap;

/// The last results of all checks of a kind.
///
/// @param up whether all are up
/// @param checks each check's last result by name; a check that has not answered yet is down with
///   the detail `pending`
public record HealthReport(boolean up, SortedMap<String, HealthStatus> checks) {}
