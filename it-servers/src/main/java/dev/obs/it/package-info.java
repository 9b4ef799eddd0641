/// Real servers for tests, as child processes on loopback: [ElasticsearchServer],
/// [PrometheusServer] and [ZipkinServer].
@NullMarked
package dev.obs.it;

import org.jspecify.annotations.NullMarked;
