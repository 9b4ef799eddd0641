/// Benchmarks in one process, by JMH.
///
/// A benchmark has one method and a parameter for its side: each side runs in a JVM of its own.
@NullMarked
package dev.obs.bench.jmh;

import org.jspecify.annotations.NullMarked;
