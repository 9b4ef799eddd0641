/// The interface of an application: start the runtime, monitor operations, register health checks.
///
/// No method slows its caller down for telemetry or throws because of it; the only exception is
/// [dev.obs.api.ConfigurationException] at the start.
package dev.obs.api;
