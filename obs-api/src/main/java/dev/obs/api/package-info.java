/// The API of an application: starting the runtime, monitoring operations, registering health
/// checks.
///
/// No method slows its caller down for telemetry or throws because of it; the only exception is
/// [dev.obs.api.ConfigurationException] at the start.
package dev.obs.api;
