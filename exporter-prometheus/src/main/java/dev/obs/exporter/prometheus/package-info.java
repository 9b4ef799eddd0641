/// A scrape endpoint for Prometheus; see [dev.obs.exporter.prometheus.PrometheusSink].
package dev.obs.exporter.prometheus;
