/// Real servers for tests, as child processes on loopback: [ElasticsearchServer], [ZipkinServer],
/// [PrometheusServer] and [AlertmanagerServer].
@NullMarked
package dev.obs.it;

import org.jspecify.annotations.NullMarked;
