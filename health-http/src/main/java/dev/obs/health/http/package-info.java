/// The health pages over HTTP; see [dev.obs.health.http.HealthEndpoint].
package dev.obs.health.http;
