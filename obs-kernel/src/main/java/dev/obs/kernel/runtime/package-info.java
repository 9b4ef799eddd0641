/// Opens the selected extensions: sinks with their lanes, probes, health checks and endpoints.
///
/// Every call of an extension goes through [dev.obs.kernel.runtime.ExtensionOpener], which limits
/// it, catches everything and marks an extension that failed. The sinks of all signals are opened
/// by one loop over [dev.obs.kernel.delivery.Signal#ALL].
///
/// Invariants: an extension that fails never ends the start; a setting that proves unusable does,
/// unless its value comes from an environment variable. Each part gives its close to the
/// [dev.obs.kernel.supervision.Lifecycle] when it opens.
package dev.obs.kernel.runtime;
