/// Detects incidents and notifies the incident sinks.
///
/// On a schedule, findings are read from the health checks and the accounts of the lanes
/// ([dev.obs.kernel.incident.HealthFindings], [dev.obs.kernel.incident.LaneFindings]). The
/// [dev.obs.kernel.incident.IncidentTracker] ignores changes that do not last, and makes a snapshot
/// of the open and the resolved incidents. A [dev.obs.kernel.incident.Notifier] for each sink
/// compares the snapshot with the last notifications of its sink and sends the difference.
///
/// Invariants: a sink is not notified while its lane still holds something, so no notification is
/// late. Each sink has a rate limit. A sink is never notified of its own failure.
package dev.obs.kernel.incident;
