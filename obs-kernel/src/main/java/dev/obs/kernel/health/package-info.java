/// Calls health checks on a schedule and keeps their last results.
///
/// Invariants: each check has a thread, a time-out and a schedule of its own, so a check that hangs
/// delays no other. A report never calls a check and never waits. The liveness of the kernel is the
/// state of its threads; no check of a backend counts as liveness.
package dev.obs.kernel.health;
